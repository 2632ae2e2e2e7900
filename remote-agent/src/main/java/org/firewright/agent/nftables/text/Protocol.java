package org.firewright.agent.nftables.text;

import java.util.ArrayList;
import java.util.List;

/** Which headers a packet is known to have where a rule has come so far. */
final class Protocol {
    private static final int ECHO = 8;
    private static final int ECHO6 = 128;
    private static final int ECHO6_REPLY = 129;

    private final int family;
    /** By NFT_PAYLOAD_*_HEADER; null where nothing is known. */
    private final Header[] known = new Header[Tunnel.OWN_HEADER + 1];
    /** Link headers that others stand behind. */
    private final List<Header> stacked = new ArrayList<>();
    /** The type of ICMP message, 0 where nothing is known; a reply counts as its request. */
    private int message;

    Protocol(int family) {
        this.family = family;
        Header first = first(family);
        if (first != null) {
            known[first.base()] = first;
        }
    }

    /** Of the packet that a tunnel carries. */
    Protocol(Tunnel tunnel) {
        this(tunnel.family());
        known[Tunnel.OWN_HEADER] = tunnel.own();
    }

    private static Header first(int family) {
        return switch (family) {
            case TableContext.INET -> Headers.INET;
            case TableContext.IPV4 -> Headers.IP;
            case TableContext.ARP -> Headers.ARP;
            case TableContext.NETDEV -> Headers.NETDEV;
            case TableContext.BRIDGE -> Headers.ETHER;
            case TableContext.IPV6 -> Headers.IP6;
            default -> null;
        };
    }

    int family() {
        return family;
    }

    Header at(int base) {
        return base >= 0 && base < known.length ? known[base] : null;
    }

    int message() {
        return message;
    }

    void message(int type) {
        message = type;
    }

    /** Whether the bytes may belong to a field that only some messages have. */
    boolean mayHave(Header.Field field) {
        return field.message() < 0 || message == 0 || message == field.message();
    }

    /** The header that bytes belong to, and how far into the link layer it starts. */
    record Place(Header header, int start) {}

    Place place(Term.Packet packet) {
        Header top = at(packet.base());
        if (top == null || packet.base() != Header.LINK || packet.offset() < top.bits()) {
            return new Place(top, 0);
        }
        int offset = packet.offset();
        int start = 0;
        for (Header header : stacked) {
            if (offset < header.bits()) {
                return new Place(header, start);
            }
            offset -= header.bits();
            start += header.bits();
        }
        return new Place(top, start);
    }

    /** Learns from a comparison that holds. */
    void learn(Term left, Term right) {
        if (!(right instanceof Term.Value value)) {
            return;
        }
        long number = value.number().longValue();
        switch (left) {
            case Term.Packet packet when packet.key() -> packet(packet, number);
            case Term.Meta(int key) -> meta(key, number);
            case Term.Connection connection
            when isProtocol(connection) -> {
                int base = connection.key() == Keys.CT_PROTOCOL ? Header.NETWORK : Header.LINK;
                Header next = known[base] == null ? null : known[base].next(number);
                if (next != null) {
                    known[base + 1] = next;
                }
            }
            default -> {}
        }
    }

    static boolean isProtocol(Term.Connection connection) {
        return connection.key() == Keys.CT_PROTOCOL || connection.key() == Keys.CT_L3PROTO;
    }

    private void packet(Term.Packet packet, long number) {
        Header base = known[packet.base()];
        Header next = base == null ? null : base.next(number);
        if (next == null) {
            if (Headers.ICMP.equals(base)) {
                message = number == 0 ? ECHO : (int) number;
            } else if (Headers.ICMPV6.equals(base)) {
                message = number == ECHO6_REPLY ? ECHO6 : (int) number;
            }
            return;
        }
        if (next.base() == base.base() && next.base() == Header.LINK) {
            stacked.add(base);
        }
        known[next.base()] = next;
    }

    private void meta(int key, long number) {
        Header first = first(family);
        switch (key) {
            case Keys.LINK_TYPE -> {
                if (first == null || first.base() == Header.NETWORK || !Headers.ETHER.equals(first)) {
                    known[Header.LINK] = number == 1 ? Headers.ETHER : Headers.UNKNOWN;
                }
            }
            case Keys.NFPROTO -> {
                Header next = first == null ? null : first.next(number);
                if (next == null) {
                    next = number == family && first != null && first.base() == Header.NETWORK
                            ? first
                            : Headers.UNKNOWN;
                }
                known[Header.NETWORK] = next;
            }
            case Keys.L4PROTO -> {
                Header next = Headers.INET_SERVICE_BASE.next(number);
                known[Header.TRANSPORT] = next == null ? Headers.UNKNOWN : next;
            }
            case Keys.PROTOCOL -> {
                if (Headers.NETDEV.equals(first) || Headers.ETHER.equals(first)) {
                    Header next = first.next(number);
                    known[Header.NETWORK] = next == null ? Headers.UNKNOWN : next;
                }
            }
            default -> {}
        }
    }
}
