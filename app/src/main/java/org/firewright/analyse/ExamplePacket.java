package org.firewright.analyse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.Protocols;

/** Puts values together to a packet. Where they contradict each other in ways nobody thought of, the simulator tells. */
final class ExamplePacket {
    private static final int HOPS = 64;
    private static final int V4_HEADER = 20;
    private static final int V6_HEADER = 40;
    private static final int NO_OPERATION = 1;

    private static final int HOP_OPTIONS = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;

    private final Dimensions dimensions;
    private final Values values;
    private final IpAddress source;
    private final IpAddress destination;
    private final int protocol;
    private final long fragment;

    private ExamplePacket(Dimensions dimensions, Values values) {
        this.dimensions = dimensions;
        this.values = values;
        this.source = values.source();
        this.destination = values.destination();
        int icmp = source.v6() ? Protocols.ICMPV6 : Protocols.ICMP;
        this.protocol = (int) values.number(dimensions.protocol, Protocols.TCP, Protocols.UDP, icmp, 47, 50, 132, 253);
        this.fragment = values.number(dimensions.fragment);
    }

    static Example of(Dimensions dimensions, Map<Dimension<?>, Integer> classes) {
        ExamplePacket packet = new ExamplePacket(dimensions, new Values(dimensions, classes));
        byte[] bytes = packet.source.v6() ? packet.v6() : packet.v4();
        return new Example(bytes, packet.values.surroundings(), packet.text(), false);
    }

    private byte[] v4() {
        int words = (int) values.number(Field.IP_HDR_LEN, 5);
        long option = values.number(Field.IP_OPT_TYPE, NO_OPERATION);
        boolean cut = words > 5 && option == Numbers.MISSING;
        byte[] transport = cut ? new byte[0] : transport();
        byte[] options = new byte[cut || words < 5 ? 0 : 4 * (words - 5)];
        Arrays.fill(options, (byte) NO_OPERATION);
        if (options.length > 0) {
            options[0] = (byte) option;
        }
        int natural = V4_HEADER + options.length + transport.length;
        int stated = length(natural);
        ByteBuffer packet = ByteBuffer.allocate(Math.max(natural, Math.min(stated, 0xffff)));
        // RFC 791, section 3.1.
        packet.put((byte) (0x40 | words))
                .put((byte) (values.number(Field.IP_DSCP, 0) << 2))
                .putShort((short) stated);
        int offset = fragment == Dimensions.LATER_FRAGMENT ? 100 : 0;
        int more = fragment == Dimensions.FIRST_FRAGMENT ? 0x2000 : 0;
        packet.putShort((short) 0).putShort((short) (more | offset));
        packet.put((byte) values.number(Field.IP_TTL, HOPS))
                .put((byte) protocol)
                .putShort((short) 0);
        packet.putInt((int) source.lower()).putInt((int) destination.lower());
        packet.put(options).put(transport);
        writeSlices(packet.array(), V4_HEADER + options.length);
        return Arrays.copyOf(packet.array(), Math.max(V4_HEADER, Math.min(packet.capacity(), stated)));
    }

    private byte[] v6() {
        List<Integer> chain = chain();
        boolean cut = protocol < 0;
        byte[] transport = cut ? new byte[0] : transport();
        int natural = V6_HEADER + 8 * chain.size() + transport.length;
        int stated = length(natural);
        ByteBuffer packet = ByteBuffer.allocate(Math.max(natural, stated));
        int dscp = (int) values.number(Field.IP_DSCP, 0);
        // RFC 8200, section 3. Where the headers cannot be followed, one more is promised that is not there.
        int last = cut ? DESTINATION_OPTIONS : protocol;
        packet.putInt(0x60000000 | dscp << 22).putShort((short) (stated - V6_HEADER));
        packet.put((byte) (chain.isEmpty() ? cut ? firstHeader() : last : chain.getFirst()));
        packet.put((byte) values.number(Field.IP_TTL, HOPS));
        packet.putLong(source.upper()).putLong(source.lower());
        packet.putLong(destination.upper()).putLong(destination.lower());
        for (int i = 0; i < chain.size(); i++) {
            packet.put((byte) (i + 1 < chain.size() ? chain.get(i + 1) : last)).put((byte) 0);
            boolean fragmentHeader = chain.get(i) == FRAGMENT;
            int offset = !fragmentHeader ? 0 : fragment == Dimensions.LATER_FRAGMENT ? 100 << 3 : 1;
            packet.putShort((short) offset).putInt(0);
        }
        packet.put(transport);
        writeSlices(packet.array(), V6_HEADER + 8 * chain.size());
        // RFC 2675: then the length stands elsewhere.
        boolean jumbo = stated == V6_HEADER && packet.get(6) == HOP_OPTIONS;
        return jumbo ? packet.array() : Arrays.copyOf(packet.array(), Math.min(packet.capacity(), stated));
    }

    /** The extension headers, the one that the next header names first. */
    private List<Integer> chain() {
        List<Integer> chain = new ArrayList<>();
        if (values.yes(Field.IP6_HOPOPTS)) {
            chain.add(HOP_OPTIONS);
        }
        if (values.yes(Field.IP6_DSTOPTS)) {
            chain.add(DESTINATION_OPTIONS);
        }
        if (values.yes(Field.IP6_ROUTING)) {
            chain.add(ROUTING);
        }
        if (fragment != Dimensions.WHOLE) {
            chain.add(FRAGMENT);
        }
        int first = firstHeader();
        boolean needed = protocol >= 0 && isExtension(first);
        if (needed || chain.contains(first)) {
            chain.remove(Integer.valueOf(first));
            chain.addFirst(first);
        }
        return chain;
    }

    private int firstHeader() {
        long[] preferred = {
            protocol < 0 ? DESTINATION_OPTIONS : protocol, DESTINATION_OPTIONS, HOP_OPTIONS, ROUTING, FRAGMENT
        };
        boolean bare = fragment == Dimensions.WHOLE
                && !values.yes(Field.IP6_HOPOPTS)
                && !values.yes(Field.IP6_ROUTING)
                && !values.yes(Field.IP6_DSTOPTS);
        if (bare) {
            return (int) values.number(Field.IP6_NEXTHDR, preferred);
        }
        for (int header : new int[] {HOP_OPTIONS, DESTINATION_OPTIONS, ROUTING, FRAGMENT}) {
            boolean there = switch (header) {
                case HOP_OPTIONS -> values.yes(Field.IP6_HOPOPTS);
                case DESTINATION_OPTIONS -> values.yes(Field.IP6_DSTOPTS);
                case ROUTING -> values.yes(Field.IP6_ROUTING);
                default -> fragment != Dimensions.WHOLE;
            };
            if (there && values.may(Field.IP6_NEXTHDR, header)) {
                return header;
            }
        }
        return (int) values.number(Field.IP6_NEXTHDR, DESTINATION_OPTIONS, HOP_OPTIONS, ROUTING, FRAGMENT);
    }

    private static boolean isExtension(int header) {
        return header == HOP_OPTIONS || header == ROUTING || header == FRAGMENT || header == DESTINATION_OPTIONS;
    }

    /** The length that the packet tells: its own where that may be, otherwise a greater one, otherwise one that cuts it. */
    private int length(int natural) {
        if (values.may(Field.IP_LEN, natural)) {
            return natural;
        }
        return (int) (long) values.atLeast(Field.IP_LEN, natural).orElseGet(() -> values.number(Field.IP_LEN));
    }

    private byte[] transport() {
        if (fragment == Dimensions.LATER_FRAGMENT) {
            return new byte[8];
        }
        byte[] head = head();
        boolean whole = head.length == (protocol == Protocols.TCP ? 20 : 8);
        byte[] payload = whole ? payload() : new byte[0];
        int least = slicesEnd();
        byte[] transport = Arrays.copyOf(head, Math.max(head.length + payload.length, whole ? least : 0));
        System.arraycopy(payload, 0, transport, head.length, payload.length);
        return transport;
    }

    /** The transport header, as much of it as the packet has. */
    private byte[] head() {
        ByteBuffer head = ByteBuffer.allocate(20);
        if (protocol == Protocols.TCP || protocol == Protocols.UDP) {
            long from = values.number(dimensions.sourcePort, 40_000);
            long to = values.number(dimensions.destinationPort, 443, 80, 22, 53);
            long flags = values.number(dimensions.tcpFlags, 2, 16, 18, 24, 0);
            head.putShort((short) from).putShort((short) to);
            if (protocol == Protocols.TCP) {
                head.putLong(0).put((byte) 0x50).put((byte) flags).putShort((short) 0xffff);
            } else {
                head.putShort((short) (8 + payload().length));
            }
            boolean tcp = protocol == Protocols.TCP;
            int length = from < 0 ? 0 : to < 0 ? 2 : !tcp ? 8 : flags < 0 ? 4 : 20;
            return Arrays.copyOf(head.array(), length);
        }
        if (protocol == (source.v6() ? Protocols.ICMPV6 : Protocols.ICMP)) {
            long type = values.number(dimensions.icmpType, source.v6() ? 128 : 8);
            long code = values.number(dimensions.icmpCode, 0);
            head.put((byte) type).put((byte) code);
            return Arrays.copyOf(head.array(), type < 0 ? 0 : code < 0 ? 1 : 8);
        }
        return new byte[8];
    }

    /** What the answers to the questions about it ask for, one behind the other. */
    private byte[] payload() {
        Header header = protocol == Protocols.TCP ? Header.TCP : Header.UDP;
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        ByteArrayOutputStream middle = new ByteArrayOutputStream();
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        for (Map.Entry<NumberDimension, Dimensions.PayloadQuestion> each :
                dimensions.payloads().entrySet()) {
            Dimensions.PayloadQuestion asked = each.getValue();
            if (asked.field().header().orElseThrow() == header && values.yes(each.getKey())) {
                byte[] bytes = asked.bytes().getBytes(StandardCharsets.ISO_8859_1);
                switch (asked.relation()) {
                    case EQUAL -> {
                        return bytes;
                    }
                    case STARTS_WITH -> start.writeBytes(bytes);
                    case ENDS_WITH -> end.writeBytes(bytes);
                    default -> middle.writeBytes(bytes);
                }
            }
        }
        start.writeBytes(middle.toByteArray());
        start.writeBytes(end.toByteArray());
        return start.toByteArray();
    }

    private int slicesEnd() {
        return dimensions.slices().entrySet().stream()
                .filter(slice -> slice.getKey().header() != Header.IP && values.number(slice.getValue()) >= 0)
                .mapToInt(slice -> (slice.getKey().end() + 7) / 8)
                .max()
                .orElse(0);
    }

    private void writeSlices(byte[] packet, int transport) {
        dimensions.slices().forEach((slice, dimension) -> {
            long value = values.number(dimension);
            if (value >= 0 && isHere(slice)) {
                write(packet, slice.header() == Header.IP ? 0 : 8 * transport, slice, value);
            }
        });
    }

    private boolean isHere(Operand.BitSlice slice) {
        return switch (slice.header()) {
            case IP -> true;
            case TCP -> protocol == Protocols.TCP;
            case UDP -> protocol == Protocols.UDP;
            case ICMP -> protocol == Protocols.ICMP || protocol == Protocols.ICMPV6;
        };
    }

    private static void write(byte[] packet, int base, Operand.BitSlice slice, long value) {
        for (int bit = base + slice.start(); bit < base + slice.end() && bit < packet.length * 8; bit++) {
            boolean set = (value >> (base + slice.end() - 1 - bit) & 1) != 0;
            int mask = 0x80 >> bit % 8;
            packet[bit / 8] = (byte) (set ? packet[bit / 8] | mask : packet[bit / 8] & ~mask);
        }
    }

    private String text() {
        List<String> words = new ArrayList<>();
        words.add(protocol < 0 ? "IPv6 with a cut extension header" : Protocols.name(protocol));
        boolean ports = protocol == Protocols.TCP || protocol == Protocols.UDP;
        boolean first = fragment != Dimensions.LATER_FRAGMENT;
        words.add(end(source, ports && first ? values.number(dimensions.sourcePort, 40_000) : Numbers.MISSING));
        words.add("to");
        words.add(end(
                destination,
                ports && first ? values.number(dimensions.destinationPort, 443, 80, 22, 53) : Numbers.MISSING));
        if (protocol == Protocols.TCP && first) {
            words.add(TcpFlags.text(Math.max(0, values.number(dimensions.tcpFlags, 2, 16, 18, 24, 0))));
        }
        if (protocol == (source.v6() ? Protocols.ICMPV6 : Protocols.ICMP) && first) {
            words.add("type " + values.number(dimensions.icmpType, source.v6() ? 128 : 8));
        }
        if (fragment != Dimensions.WHOLE) {
            words.add(first ? "(first fragment)" : "(later fragment)");
        }
        var around = values.surroundings();
        words.add(around.iif().isEmpty() ? "" : "in by " + around.iif());
        words.add(around.oif().isEmpty() ? "" : "out by " + around.oif());
        words.add(around.state());
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    private static String end(IpAddress address, long port) {
        return port < 0 ? address.text() : (address.v6() ? "[" + address.text() + "]" : address.text()) + ":" + port;
    }
}
