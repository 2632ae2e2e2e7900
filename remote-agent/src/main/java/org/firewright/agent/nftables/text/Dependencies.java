package org.firewright.agent.nftables.text;

import java.util.List;
import org.firewright.agent.nftables.text.Statement.Comparison;
import org.firewright.agent.nftables.text.Statement.Relation;

/**
 * Tests of protocols that may turn out to be implied by a later test of the header that they lead to. Layers are counted
 * from 1 for the link, so that a test of one layer lies in wait for the next.
 */
final class Dependencies {
    private static final int TRANSPORT_LAYER = 3;
    private static final int PAYLOAD_LAYER = 4;
    private static final int ICMP_ECHO = 8;
    private static final int ICMPV6_ECHO = 128;
    private static final int ICMPV6_ECHO_REPLY = 129;

    private final int family;
    /** Whether the packet is one that a tunnel carries, which may be of another family than the table. */
    private final boolean carried;

    private final List<Line> lines;
    private final Line[] waiting = new Line[PAYLOAD_LAYER + 2];
    private int message;
    /** The line before the one that is looked at, null where it cannot be joined with it. */
    private Line previous;

    Dependencies(int family, boolean carried, List<Line> lines) {
        this.family = family;
        this.carried = carried;
        this.lines = lines;
    }

    Line previous() {
        return previous;
    }

    void previous(Line line) {
        previous = line;
    }

    /** Forgets all: something with an effect stands between. */
    void reset() {
        java.util.Arrays.fill(waiting, null);
        message = 0;
        previous = null;
    }

    /** Remembers a test of this layer. */
    void store(Line line, int layer) {
        if (!isEcho(line)) {
            waiting[layer + 1] = line;
        }
    }

    private boolean isEcho(Line line) {
        if (!(line.statement instanceof Relation(Comparison ignored, Term.Packet packet, Term.Value value))
                || value.bits() != 8) {
            return false;
        }
        int type = value.number().intValue();
        if (Headers.ICMP.equals(packet.header())) {
            message = type == 0 ? ICMP_ECHO : type;
            return message == ICMP_ECHO;
        }
        if (Headers.ICMPV6.equals(packet.header())) {
            message = type;
            return type == ICMPV6_ECHO || type == ICMPV6_ECHO_REPLY;
        }
        return false;
    }

    boolean exists(int layer) {
        return get(layer) != null;
    }

    Line get(int layer) {
        if (waiting[layer] != null) {
            return waiting[layer];
        }
        return layer == TRANSPORT_LAYER ? waiting[PAYLOAD_LAYER] : null;
    }

    /** Takes the test of the layer below out of the rule. */
    void release(int layer) {
        int at = waiting[layer] != null || layer != TRANSPORT_LAYER ? layer : PAYLOAD_LAYER;
        Line line = waiting[at];
        if (line == null) {
            return;
        }
        lines.removeIf(each -> each == line);
        if (line == previous) {
            previous = null;
        }
        waiting[at] = null;
    }

    /** Takes out what bytes of a header imply. */
    void releaseBy(Term.Packet packet) {
        int layer = packet.base() + 1;
        Line line = packet.header() == null ? null : get(layer); // bytes without a name imply nothing
        if (line != null && line.statement instanceof Relation relation && mayRelease(relation, packet)) {
            release(layer);
        }
    }

    private boolean mayRelease(Relation test, Term.Packet packet) {
        if (family == TableContext.BRIDGE || family == TableContext.NETDEV || family == TableContext.INET) {
            if (test.left() instanceof Term.Packet tested) {
                boolean network = tested.base() == Header.NETWORK
                        && (Headers.IP.equals(tested.header()) || Headers.IP6.equals(tested.header()));
                if (network && packet.base() == Header.TRANSPORT) {
                    return false;
                }
                if (test.comparison() == Comparison.EQUAL && packet.base() == tested.base()) {
                    if (packet.key()) {
                        return false;
                    }
                    if (packet.base() == Header.LINK) {
                        return packet.isKnown() && mayReleaseLink(test, tested);
                    }
                }
            }
        }
        if (packet.base() != Header.TRANSPORT
                || !(test.left() instanceof Term.Packet tested)
                || tested.base() != Header.TRANSPORT) {
            return true;
        }
        if (Headers.ICMP.equals(tested.header()) || Headers.ICMPV6.equals(tested.header())) {
            return packet.field() != null
                    && packet.field().message() >= 0
                    && tested.header().equals(packet.header())
                    && message == packet.field().message();
        }
        return true;
    }

    private static boolean mayReleaseLink(Relation test, Term.Packet tested) {
        if (Headers.VLAN.equals(tested.header())) {
            return false;
        }
        if (Headers.ETHER.equals(tested.header()) && test.right() instanceof Term.Value value && value.bits() == 16) {
            return value.is(0x8100);
        }
        return true;
    }

    /** Whether a test of a protocol makes the one of the layer below superfluous. */
    boolean mayReleaseBy(Relation relation) {
        Line line = get(2);
        if (line == null || !(line.statement instanceof Relation test)) {
            return true;
        }
        int protocol = network(test);
        if (protocol < 0) {
            return true;
        }
        switch (family) {
            case TableContext.INET, TableContext.NETDEV, TableContext.BRIDGE -> {}
            case TableContext.IPV4, TableContext.IPV6 -> {
                if (family == protocol || !carried) {
                    return family == protocol;
                }
            }
            default -> {
                return true;
            }
        }
        if (!(relation.left() instanceof Term.Meta(int key))
                || key != Keys.L4PROTO
                || !(relation.right() instanceof Term.Value value)) {
            return true;
        }
        boolean icmp = value.is(1);
        boolean icmpv6 = value.is(58);
        if (!icmp && !icmpv6) {
            return false;
        }
        return !(protocol == TableContext.IPV4 && icmpv6) && !(protocol == TableContext.IPV6 && icmp);
    }

    /** The family that a test of the network protocol demands, 0 for another one, -1 where it is no such test. */
    private static int network(Relation test) {
        if (!(test.right() instanceof Term.Value value)) {
            return -1;
        }
        return switch (test.left()) {
            case Term.Meta(int key) when key == Keys.NFPROTO -> value.number().intValue();
            case Term.Meta(int key) when key == Keys.PROTOCOL -> family(value);
            case Term.Packet packet
            when packet.base() == Header.LINK && DataTypes.ETHER_TYPE.equals(packet.type()) -> family(value);
            default -> -1;
        };
    }

    private static int family(Term.Value etherType) {
        return etherType.is(0x800) ? TableContext.IPV4 : etherType.is(0x86dd) ? TableContext.IPV6 : 0;
    }
}
