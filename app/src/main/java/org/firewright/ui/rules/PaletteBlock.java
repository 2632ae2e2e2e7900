package org.firewright.ui.rules;

import java.util.List;
import java.util.Locale;
import org.firewright.policy.Action;
import org.firewright.ui.Texts;

/** A block of the palette: a condition to begin with, or an action. */
enum PaletteBlock {
    SOURCE(Group.ADDRESSES, "ip.src in {192.0.2.0/24}"),
    DESTINATION(Group.ADDRESSES, "ip.dst in {192.0.2.0/24}"),
    COUNTRY(Group.ADDRESSES, "ip.src.country in {\"DE\"}"),
    ASN(Group.ADDRESSES, "ip.src.asnum in {64496}"),
    PROTOCOL(Group.TRANSPORT, "ip.proto == \"tcp\""),
    PORT(Group.TRANSPORT, "tcp.dstport in {443}"),
    UDP_PORT(Group.TRANSPORT, "udp.dstport in {53}"),
    TCP_FLAGS(Group.TRANSPORT, "tcp.flags.syn"),
    ICMP(Group.TRANSPORT, "icmp.type == 8"),
    STATE(Group.TRANSPORT, "ct.state == \"new\""),
    LENGTH(Group.PACKET, "ip.len > 1480"),
    TTL(Group.PACKET, "ip.ttl < 5"),
    FRAGMENT(Group.PACKET, "ip.frag"),
    BITS(Group.PACKET, "bit_slice(tcp, 0, 16) == 443"),
    DSCP(Group.PACKET, "ip.dscp == 46"),
    INTERFACE(Group.PACKET, "iif == \"eth0\""),
    CONTAINS(Group.PAYLOAD, "udp.payload contains \"text\""),
    ENDS_WITH(Group.PAYLOAD, "udp.payload ends_with \"text\""),
    SIP(Group.PAYLOAD, "sip"),
    DNS(Group.PAYLOAD, "dns"),
    RATE(Group.PAYLOAD, "rate(ip.src, 100, 1)"),
    DROP(Action.DROP),
    ACCEPT(Action.ACCEPT),
    COUNT(Action.COUNT),
    LOG(Action.LOG),
    REJECT(Action.REJECT),
    JUMP,
    LIMIT;

    /** Headings of the palette. */
    enum Group {
        ADDRESSES,
        TRANSPORT,
        PACKET,
        PAYLOAD,
        ACTIONS;

        String title() {
            return Texts.text("palette." + name().toLowerCase(Locale.ROOT));
        }

        /** Whether all of it is asked of eBPF programs. */
        boolean ebpf() {
            return this == PAYLOAD;
        }

        List<PaletteBlock> blocks() {
            return List.of(PaletteBlock.values()).stream()
                    .filter(block -> block.group == this)
                    .toList();
        }
    }

    private final Group group;
    private final String condition;
    private final Action action;

    /** What is neither a condition nor an action by itself. */
    PaletteBlock() {
        this((Action) null);
    }

    PaletteBlock(Group group, String condition) {
        this.group = group;
        this.condition = condition;
        this.action = null;
    }

    PaletteBlock(Action action) {
        this.group = Group.ACTIONS;
        this.condition = "";
        this.action = action;
    }

    Group group() {
        return group;
    }

    /** As it stands on the block. */
    String label() {
        return Texts.text("block." + name().toLowerCase(Locale.ROOT));
    }

    /** A sentence about it. */
    String help() {
        return Texts.text("block." + name().toLowerCase(Locale.ROOT) + ".help");
    }

    /** What is carried when it is dragged. */
    Carried carried() {
        return switch (this) {
            case JUMP -> new Carried.OfJump();
            case LIMIT -> new Carried.OfLimit();
            default -> action == null ? new Carried.Block(label(), condition) : new Carried.OfAction(action);
        };
    }

    /** Whether its name, its help or its text says so; everything does for a blank query. */
    boolean matches(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        return (label() + " " + help() + " " + condition + " " + group.title())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }
}
