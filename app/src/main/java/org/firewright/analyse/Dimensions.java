package org.firewright.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;

/** All dimensions of one analysis. Ports, flags and ICMP's numbers are missing where the packet's protocol has none. */
final class Dimensions {
    /** Values of {@link #fragment}. */
    static final long WHOLE = 0;

    static final long FIRST_FRAGMENT = 1;
    static final long LATER_FRAGMENT = 2;

    /** The most that an IPv6 packet's length field can say, with the header that it does not count. */
    static final long MAX_LENGTH = 65_575;

    private static final long MAX_TEXTS = 1 << 20;

    private final List<Dimension<?>> all = new ArrayList<>();
    private final Map<Field, NumberDimension> fields = new LinkedHashMap<>();
    private final Map<Operand.BitSlice, NumberDimension> slices = new LinkedHashMap<>();
    private final Map<String, NumberDimension> questions = new LinkedHashMap<>();
    private final Map<NumberDimension, PayloadQuestion> payloads = new LinkedHashMap<>();

    final AddressDimension source = added(new AddressDimension("ip.src"));
    final AddressDimension destination = added(new AddressDimension("ip.dst"));
    /** Protocol numbers; missing where extension headers cannot be followed. */
    final NumberDimension protocol = number("ip.proto", 255, true);

    final NumberDimension fragment = number("fragment", LATER_FRAGMENT, false);
    final NumberDimension sourcePort = number("source port", 65_535, true);
    final NumberDimension destinationPort = number("destination port", 65_535, true);
    final NumberDimension tcpFlags = number("tcp.flags", 255, true);
    final NumberDimension icmpType = number("icmp.type", 255, true);
    final NumberDimension icmpCode = number("icmp.code", 255, true);

    /** What is asked of a payload. */
    record PayloadQuestion(Field field, Relation relation, String bytes) {}

    private NumberDimension number(String name, long last, boolean canMiss) {
        return added(new NumberDimension(name, last, canMiss));
    }

    private <D extends Dimension<?>> D added(D dimension) {
        all.add(dimension);
        return dimension;
    }

    /** A number or text of the packet that depends on little else; made when it is asked for the first time. */
    NumberDimension of(Field field) {
        NumberDimension known = fields.get(field);
        if (known != null) {
            return known;
        }
        NumberDimension made = switch (field) {
            case IP_LEN -> number(field.text(), MAX_LENGTH, false);
            case IP_TTL -> number(field.text(), 255, false);
            case IP_DSCP -> number(field.text(), 63, false);
            case IP_HDR_LEN -> number(field.text(), 15, true);
            case IP_OPT_TYPE, IP6_NEXTHDR -> number(field.text(), 255, true);
            case IP_SRC_ASNUM, IP_DST_ASNUM -> number(field.text(), 0xffff_ffffL, true);
            case IP6_HOPOPTS, IP6_ROUTING, IP6_DSTOPTS, SIP, DNS -> number(field.text(), 1, false);
            case CT_STATE -> number(field.text(), Conditions.STATES.size() - 1L, true);
            default -> number(field.text(), MAX_TEXTS, true);
        };
        fields.put(field, made);
        return made;
    }

    /** Whether some rule asks for the field. */
    boolean has(Field field) {
        return fields.containsKey(field);
    }

    /** Bits of a header that are no field's. */
    NumberDimension of(Operand.BitSlice slice) {
        Operand.BitSlice anywhere = new Operand.BitSlice(slice.header(), slice.start(), slice.end(), null);
        NumberDimension known = slices.get(anywhere);
        if (known == null) {
            known = number(
                    "bit_slice(" + slice.header().text() + ", " + slice.start() + ", " + slice.end() + ")",
                    (1L << (slice.end() - slice.start())) - 1,
                    true);
            slices.put(anywhere, known);
        }
        return known;
    }

    /** By where the bits are; the spans are null. */
    Map<Operand.BitSlice, NumberDimension> slices() {
        return slices;
    }

    /** A question that no packet's headers answer; 1 for yes. */
    NumberDimension question(String text) {
        return questions.computeIfAbsent(text, ignored -> number(text, 1, false));
    }

    /** A question to a packet's payload; 1 for yes. */
    NumberDimension question(PayloadQuestion asked) {
        NumberDimension dimension = question(asked.toString());
        payloads.put(dimension, asked);
        return dimension;
    }

    Map<NumberDimension, PayloadQuestion> payloads() {
        return payloads;
    }

    List<NumberDimension> questions() {
        return List.copyOf(questions.values());
    }

    /** All of them, in the order of their levels; only after they have been divided. */
    List<Dimension<?>> ordered() {
        return all;
    }

    /** All of them as people would tell them: protocol, addresses, ports, the rest. */
    List<Dimension<?>> inReadingOrder() {
        List<Dimension<?>> first = List.of(protocol, source, sourcePort, destination, destinationPort, tcpFlags);
        List<Dimension<?>> rest = new ArrayList<>(all);
        rest.removeAll(first);
        rest.sort(Comparator.comparing(Dimension::name));
        rest.addAll(0, first);
        return rest;
    }

    /** Divides them all and gives them their levels: those with few classes come first, which keeps diagrams small. */
    void divide() {
        all.forEach(Dimension::divide);
        all.sort(Comparator.comparingInt(Dimension::classes));
        int level = 0;
        for (Dimension<?> dimension : all) {
            dimension.placeAt(level);
            level += dimension.bits();
        }
    }
}
