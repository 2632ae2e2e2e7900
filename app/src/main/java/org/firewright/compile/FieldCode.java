package org.firewright.compile;

import static org.firewright.compile.ebpf.Register.R1;
import static org.firewright.compile.ebpf.Register.R10;
import static org.firewright.compile.ebpf.Register.R2;
import static org.firewright.compile.ebpf.Register.R8;
import static org.firewright.compile.ebpf.Register.R9;

import org.firewright.compile.ebpf.Arithmetic;
import org.firewright.compile.ebpf.Assembler;
import org.firewright.compile.ebpf.Jump;
import org.firewright.compile.ebpf.Label;
import org.firewright.compile.ebpf.Size;
import org.firewright.expression.ExtensionHeaders;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Protocols;

/** Gets numbers and flags out of a packet whose headers have been found. */
final class FieldCode {
    private static final int V4 = 4;
    private static final int V6 = 6;

    private final Assembler out;
    private final PacketCode packet;

    FieldCode(Assembler out, PacketCode packet) {
        this.out = out;
        this.packet = packet;
    }

    /** Whether what lies behind the addresses must be found for a condition. */
    static boolean isBehindAddresses(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfAddress ignored -> false;
            case Constraint.OfList ignored -> false;
            case Constraint.OfNumber number -> isBehind(number.quantity());
            case Constraint.OfBits bits -> isBehind(bits.quantity());
            default -> true;
        };
    }

    private static boolean isBehind(Quantity quantity) {
        return switch (quantity) {
            case Quantity.OfField(Field field) ->
                switch (field) {
                    case IP_LEN, IP_TTL, IP_DSCP, IP_HDR_LEN, IP_OPT_TYPE, IP6_NEXTHDR -> false;
                    default -> true;
                };
            case Quantity.Slice slice -> slice.header() != Header.IP;
            case Quantity.OfTable ignored -> false;
        };
    }

    /** Goes on at one place or the other. */
    void flag(Field field, Label yes, Label no) {
        switch (field) {
            case IP_FRAG -> out.load(Size.DOUBLE, R1, R10, PacketCode.FRAGMENT);
            case IP6_FRAGMENT -> {
                packet.requireVersion(V6, no);
                out.load(Size.DOUBLE, R1, R10, PacketCode.FRAGMENT);
            }
            case IP6_HOPOPTS -> seen(ExtensionHeaders.HOP_OPTIONS);
            case IP6_ROUTING -> seen(ExtensionHeaders.ROUTING);
            case IP6_DSTOPTS -> seen(ExtensionHeaders.DESTINATION_OPTIONS);
            default -> throw new IllegalArgumentException("No program knows the flag " + field);
        }
        out.jump(Jump.COMMON_BITS, R1, 1, R2, yes);
        out.jump(no);
    }

    private void seen(int header) {
        out.load(Size.DOUBLE, R1, R10, PacketCode.SEEN);
        if (header > 0) {
            out.apply(Arithmetic.SHIFT_RIGHT, R1, header);
        }
    }

    /** A number in R1. */
    void number(Quantity quantity, Label missing) {
        switch (quantity) {
            case Quantity.OfField(Field field) -> field(field, missing);
            case Quantity.OfTable ignored -> throw new IllegalArgumentException("A table is no part of a packet.");
            case Quantity.Slice slice -> {
                SliceBytes bytes = SliceBytes.of(slice);
                requireHeader(slice.header(), missing);
                packet.bytes(slice.header() != Header.IP, slice.start() / 8, bytes.length(), missing);
                if (bytes.behind() > 0) {
                    out.apply(Arithmetic.SHIFT_RIGHT, R1, bytes.behind());
                }
                out.number(R2, slice.max());
                out.apply(Arithmetic.AND, R1, R2);
            }
        }
    }

    private void requireHeader(Header header, Label otherwise) {
        switch (header) {
            case IP -> out.jump(Jump.EQUAL, R9, 0, R1, otherwise);
            case TCP -> packet.requireTransport(Protocols.TCP, otherwise);
            case UDP -> packet.requireTransport(Protocols.UDP, otherwise);
            case ICMP -> packet.requireIcmp(otherwise);
        }
    }

    private void field(Field field, Label missing) {
        switch (field) {
            case IP_PROTO -> {
                out.apply(Arithmetic.MOVE, R1, R8);
                out.jump(Jump.EQUAL, R1, PacketCode.NO_PROTOCOL, R2, missing);
            }
            case TCP_SRCPORT -> transport(Header.TCP, 0, 2, missing);
            case TCP_DSTPORT -> transport(Header.TCP, 2, 2, missing);
            case TCP_FLAGS -> transport(Header.TCP, 13, 1, missing);
            case UDP_SRCPORT -> transport(Header.UDP, 0, 2, missing);
            case UDP_DSTPORT -> transport(Header.UDP, 2, 2, missing);
            case ICMP_TYPE -> transport(Header.ICMP, 0, 1, missing);
            case ICMP_CODE -> transport(Header.ICMP, 1, 1, missing);
            case IP_HDR_LEN -> {
                packet.requireVersion(V4, missing);
                packet.header(Size.BYTE, R1, 0);
                out.apply(Arithmetic.AND, R1, 0xf);
            }
            case IP_OPT_TYPE -> {
                packet.requireVersion(V4, missing);
                packet.header(Size.BYTE, R1, 0);
                out.apply(Arithmetic.AND, R1, 0xf);
                out.jump(Jump.LESS_OR_EQUAL, R1, 5, R2, missing);
                packet.bytes(false, 20, 1, missing);
            }
            case IP6_NEXTHDR -> {
                packet.requireVersion(V6, missing);
                packet.header(Size.BYTE, R1, 6);
            }
            case IP_LEN, IP_TTL, IP_DSCP -> eitherFamily(field, missing);
            default -> throw new IllegalArgumentException("No program knows the number " + field);
        }
    }

    private void eitherFamily(Field field, Label missing) {
        Label v4 = new Label();
        Label done = new Label();
        out.jump(Jump.EQUAL, R9, V4, R1, v4);
        packet.requireVersion(V6, missing);
        switch (field) {
            case IP_LEN -> {
                packet.header(Size.HALF, R1, 4);
                out.apply(Arithmetic.ADD, R1, 40);
            }
            case IP_TTL -> packet.header(Size.BYTE, R1, 7);
            default -> {
                packet.header(Size.HALF, R1, 0);
                out.apply(Arithmetic.SHIFT_RIGHT, R1, 6);
                out.apply(Arithmetic.AND, R1, 63);
            }
        }
        out.jump(done);
        out.bind(v4);
        switch (field) {
            case IP_LEN -> packet.header(Size.HALF, R1, 2);
            case IP_TTL -> packet.header(Size.BYTE, R1, 8);
            default -> {
                packet.header(Size.BYTE, R1, 1);
                out.apply(Arithmetic.SHIFT_RIGHT, R1, 2);
            }
        }
        out.bind(done);
    }

    private void transport(Header header, int offset, int bytes, Label missing) {
        requireHeader(header, missing);
        packet.bytes(true, offset, bytes, missing);
    }
}
