package org.firewright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Protocols;

/**
 * Conditions that nftables can say exactly. It ends a rule that asks for what a packet does not have, so what holds for
 * packets without a value is said only of values that none lacks.
 *
 * <p>Where a port or another part of the transport header is asked for, the bytes behind it are asked for first in a way
 * that the kernel answers with care: its shortcut for single loads would take the payload of a later fragment for a
 * transport header.
 */
final class Natives {
    /** The transport header is there with its first four bytes, and this is no later fragment. */
    static final Condition GUARD = new Condition.Match(
            List.of(new Load.Payload(Load.Base.TRANSPORT, 1, 3)), List.of(new Interval("000000", "ffffff")), false);

    private static final Load L4PROTO = new Load.Meta(Load.Key.L4PROTO);
    /** The packet is one of TCP. */
    static final Condition TCP = new Condition.Match(List.of(L4PROTO), WireValues.only(Protocols.TCP), false);

    private static final Load NFPROTO = new Load.Meta(Load.Key.NFPROTO);
    /** More ranges than that are searched faster by a program than listed by a person. */
    private static final int MOST_RANGES = 256;
    /** That a packet is of one family. */
    static final Condition IPV4 = family(WireValues.NFPROTO_IPV4);

    static final Condition IPV6 = family(WireValues.NFPROTO_IPV6);

    /** NFPROTO and transport protocol of ICMP for IPv4 and for IPv6. */
    private static final Condition ICMP = new Condition.Match(
            List.of(NFPROTO, L4PROTO), List.of(new Interval("0201", "0201"), new Interval("0a3a", "0a3a")), false);

    private static final int INTERFACE_DIGITS = 32;

    private Natives() {}

    /** The conditions that together say the same; empty where nftables cannot say it exactly. */
    static Optional<List<Condition>> of(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfAddress address -> address(address);
            // Nothing fits but the lack of a value: there is nothing to compare with.
            case Constraint.OfNumber number when number.values().isEmpty() -> Optional.empty();
            case Constraint.OfNumber number when number.values().ranges().size() > MOST_RANGES -> Optional.empty();
            case Constraint.OfNumber number ->
                switch (number.quantity()) {
                    case Quantity.OfField(Field field) -> number(field, number);
                    case Quantity.Slice slice -> slice(slice, number);
                    case Quantity.OfTable ignored -> Optional.empty();
                };
            case Constraint.OfBits bits -> bits.inverted() ? Optional.empty() : bits(bits);
            case Constraint.OfInterface names -> Optional.of(List.of(names(names)));
            case Constraint.OfState(int states, boolean inverted) ->
                Optional.of(List.of(new Condition.Masked(
                        new Load.ConnectionState(),
                        "%08x".formatted(states),
                        List.of(new Interval("00000000", "00000000")),
                        !inverted)));
            case Constraint.OfFlag ignored -> Optional.empty();
            case Constraint.OfList ignored -> Optional.empty();
            case Constraint.OfPayload ignored -> Optional.empty();
            case Constraint.OfRate ignored -> Optional.empty();
        };
    }

    /** Alternatives that are one look into a set: ports of several protocols. */
    static Optional<List<Condition>> ofAny(List<Formula> parts) {
        List<Interval> values = new ArrayList<>();
        Load port = null;
        for (Formula part : parts) {
            boolean isPort = part instanceof Formula.Leaf leaf
                    && leaf.constraint() instanceof Constraint.OfNumber number
                    && number.quantity() instanceof Quantity.OfField(Field field)
                    && isPort(field)
                    && !number.whenMissing()
                    && number.values().ranges().size() <= MOST_RANGES;
            if (!isPort) {
                return Optional.empty();
            }
            Constraint.OfNumber number = (Constraint.OfNumber) ((Formula.Leaf) part).constraint();
            Field field = ((Quantity.OfField) number.quantity()).field();
            if (port != null && !port.equals(port(field))) {
                return Optional.empty();
            }
            port = port(field);
            values.addAll(WireValues.numbers(WireValues.one(protocol(field)), number.values(), 2));
        }
        return Optional.of(List.of(GUARD, new Condition.Match(List.of(L4PROTO, port), values, false)));
    }

    static boolean isPort(Field field) {
        return switch (field) {
            case TCP_SRCPORT, TCP_DSTPORT, UDP_SRCPORT, UDP_DSTPORT -> true;
            default -> false;
        };
    }

    private static int protocol(Field field) {
        return field == Field.UDP_SRCPORT || field == Field.UDP_DSTPORT ? Protocols.UDP : Protocols.TCP;
    }

    private static Load port(Field field) {
        boolean source = field == Field.TCP_SRCPORT || field == Field.UDP_SRCPORT;
        return (source ? HeaderField.SPORT : HeaderField.DPORT).load();
    }

    private static Optional<List<Condition>> number(Field field, Constraint.OfNumber number) {
        NumberSet values = number.values();
        boolean present = !number.whenMissing();
        return switch (field) {
            case IP_PROTO -> present ? Optional.of(List.of(match(L4PROTO, values, 1, ""))) : Optional.empty();
            case TCP_SRCPORT, TCP_DSTPORT, UDP_SRCPORT, UDP_DSTPORT ->
                present
                        ? Optional.of(List.of(protocol(protocol(field)), GUARD, match(port(field), values, 2, "")))
                        : Optional.empty();
            case TCP_FLAGS -> present ? flags(values) : Optional.empty();
            case ICMP_TYPE, ICMP_CODE -> {
                Load load = new Load.Payload(Load.Base.TRANSPORT, field == Field.ICMP_TYPE ? 0 : 1, 1);
                yield present ? Optional.of(List.of(ICMP, GUARD, match(load, values, 1, ""))) : Optional.empty();
            }
            // Byte 8 of IPv4 (RFC 791, section 3.1) and byte 7 of IPv6 (RFC 8200, section 3).
            case IP_TTL -> Optional.of(List.of(eitherFamily(network(8, 1), values, network(7, 1), values)));
            case IP_LEN ->
                Optional.of(List.of(eitherFamily(network(2, 2), minus(values, 0), network(4, 2), minus(values, 40))));
            case IP_DSCP ->
                Optional.of(List.of(eitherFamily(
                        // The upper six bits of byte 1; in IPv6 behind four bits that are its version, 6.
                        network(1, 1), spread(values, 0, 2), network(0, 2), spread(values, 0x6000, 6))));
            // The first byte tells the version too, so that packets of IPv6 are in no such set.
            case IP_HDR_LEN ->
                Optional.of(List.of(
                        present
                                ? new Condition.Match(List.of(network(0, 1)), wire(spread(values, 0x40, 0), 1), false)
                                : new Condition.Match(
                                        List.of(network(0, 1)), wire(spread(values.complement(), 0x40, 0), 1), true)));
            case IP_OPT_TYPE ->
                present
                        ? Optional.of(List.of(
                                new Condition.Match(List.of(network(0, 1)), List.of(new Interval("46", "4f")), false),
                                match(network(20, 1), values, 1, "")))
                        : Optional.empty();
            case IP6_NEXTHDR -> {
                Load load = HeaderField.IP6_NEXTHDR.load();
                yield Optional.of(
                        present
                                ? List.of(family(WireValues.NFPROTO_IPV6), match(load, values, 1, ""))
                                : List.of(new Condition.Match(
                                        List.of(NFPROTO, load),
                                        WireValues.numbers(
                                                WireValues.one(WireValues.NFPROTO_IPV6), values.complement(), 1),
                                        true)));
            }
            default -> Optional.empty();
        };
    }

    private static Load network(int offset, int length) {
        return new Load.Payload(Load.Base.NETWORK, offset, length);
    }

    private static Condition family(int number) {
        return new Condition.Match(List.of(NFPROTO), WireValues.only(number), false);
    }

    private static Condition protocol(int number) {
        return new Condition.Match(List.of(L4PROTO), WireValues.only(number), false);
    }

    private static List<Interval> wire(NumberSet values, int bytes) {
        return WireValues.numbers("", values, bytes);
    }

    /** That a value is in a set, said of the fewer ranges: those in it or those outside. */
    private static Condition match(Load load, NumberSet values, int bytes, String prefix) {
        NumberSet others = values.complement();
        boolean inverted =
                !others.isEmpty() && others.ranges().size() < values.ranges().size();
        return new Condition.Match(
                List.of(load), WireValues.numbers(prefix, inverted ? others : values, bytes), inverted);
    }

    /** One look for both families: the part that is not the packet's may be anything. */
    private static Condition eitherFamily(Load v4, NumberSet v4Values, Load v6, NumberSet v6Values) {
        String v4Any = "f".repeat(2 * v4.length());
        String v6Any = "f".repeat(2 * v6.length());
        List<Interval> values = new ArrayList<>();
        for (Interval value : wire(v4Values, v4.length())) {
            values.add(new Interval("02" + value.from() + "0".repeat(v6Any.length()), "02" + value.to() + v6Any));
        }
        for (Interval value : wire(v6Values, v6.length())) {
            values.add(new Interval("0a" + "0".repeat(v4Any.length()) + value.from(), "0a" + v4Any + value.to()));
        }
        return new Condition.Match(List.of(NFPROTO, v4, v6), values, false);
    }

    /** Each value so many bits further up, with anything below and something fixed above. */
    private static NumberSet spread(NumberSet values, long above, int bits) {
        long below = (1L << bits) - 1;
        return NumberSet.of(
                0xffff,
                values.ranges().stream()
                        .map(range ->
                                new NumberSet.Range(above | range.from() << bits, above | range.to() << bits | below))
                        .toList());
    }

    private static NumberSet minus(NumberSet values, long number) {
        return NumberSet.of(
                0xffff,
                values.ranges().stream()
                        .map(range -> new NumberSet.Range(range.from() - number, range.to() - number))
                        .toList());
    }

    /** TCP flags that are some fixed bits with anything between them, or are not these. */
    private static Optional<List<Condition>> flags(NumberSet values) {
        Load load = HeaderField.TCP_FLAGS.load();
        if (values.isFull()) {
            return Optional.of(List.of(protocol(Protocols.TCP), GUARD, match(load, values, 1, "")));
        }
        for (boolean inverted : List.of(false, true)) {
            NumberSet set = inverted ? values.complement() : values;
            int all = 0xff;
            int some = 0;
            int count = 0;
            for (NumberSet.Range range : set.ranges()) {
                for (long value = range.from(); value <= range.to(); value++, count++) {
                    all &= (int) value;
                    some |= (int) value;
                }
            }
            int mask = 0xff & ~(all ^ some);
            if (count == 1 << (8 - Integer.bitCount(mask))) {
                String value = WireValues.one(all & mask);
                return Optional.of(List.of(
                        protocol(Protocols.TCP),
                        GUARD,
                        mask == 0xff
                                ? new Condition.Match(List.of(load), List.of(new Interval(value, value)), inverted)
                                : new Condition.Masked(
                                        load, WireValues.one(mask), List.of(new Interval(value, value)), inverted)));
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Condition>> slice(Quantity.Slice slice, Constraint.OfNumber number) {
        if (number.whenMissing()) {
            return Optional.empty();
        }
        SliceBytes bytes = SliceBytes.of(slice);
        boolean whole = bytes.mask() == bytes.all();
        if (!whole && number.values().ranges().size() > 1) {
            return Optional.empty();
        }
        List<Interval> values = number.values().ranges().stream()
                .map(range -> bytes.interval(range.from(), range.to()))
                .toList();
        Condition last = whole
                ? match(bytes.load(), number.values(), bytes.length(), "")
                : new Condition.Masked(bytes.load(), bytes.hex(bytes.mask()), values, false);
        return Optional.of(
                Stream.concat(header(slice.header()).stream(), Stream.of(last)).toList());
    }

    private static Optional<List<Condition>> bits(Constraint.OfBits bits) {
        return switch (bits.quantity()) {
            case Quantity.OfField(Field field)
            when isPort(field) -> {
                long mask = bits.mask() & bits.quantity().bits();
                yield Optional.of(List.of(
                        protocol(protocol(field)),
                        GUARD,
                        new Condition.Masked(
                                port(field), "%04x".formatted(mask), List.of(new Interval("0000", "0000")), true)));
            }
            case Quantity.OfField ignored -> Optional.empty();
            case Quantity.OfTable ignored -> Optional.empty();
            case Quantity.Slice slice -> {
                SliceBytes bytes = SliceBytes.of(slice);
                long mask = bits.mask() & slice.bits();
                String none = bytes.hex(0);
                Condition masked = new Condition.Masked(
                        bytes.load(), bytes.hex(mask << bytes.behind()), List.of(new Interval(none, none)), true);
                yield Optional.of(Stream.concat(header(slice.header()).stream(), Stream.of(masked))
                        .toList());
            }
        };
    }

    /** That the packet has this header. */
    private static List<Condition> header(Header header) {
        return switch (header) {
            case IP -> List.of();
            case TCP -> List.of(protocol(Protocols.TCP), GUARD);
            case UDP -> List.of(protocol(Protocols.UDP), GUARD);
            case ICMP -> List.of(ICMP, GUARD);
        };
    }

    private static Condition names(Constraint.OfInterface names) {
        Load load = new Load.Meta(names.field() == Field.IIF ? Load.Key.IIFNAME : Load.Key.OIFNAME);
        List<Interval> values = names.names().stream()
                .map(name -> {
                    String hex = WireValues.text(name);
                    String from = hex + "0".repeat(INTERFACE_DIGITS - hex.length());
                    return new Interval(
                            from, names.prefix() ? hex + "f".repeat(INTERFACE_DIGITS - hex.length()) : from);
                })
                .toList();
        return new Condition.Match(List.of(load), values, names.inverted());
    }

    private static Optional<List<Condition>> address(Constraint.OfAddress address) {
        AddressRanges values = address.values();
        AddressRanges others = AddressSets.complement(values);
        Load v4 = (address.direction() == Condition.Direction.SOURCE ? HeaderField.IP_SADDR : HeaderField.IP_DADDR)
                .load();
        Load v6 = (address.direction() == Condition.Direction.SOURCE ? HeaderField.IP6_SADDR : HeaderField.IP6_DADDR)
                .load();
        if (values.v6Count() == 0) {
            Condition family = family(WireValues.NFPROTO_IPV4);
            // Every IPv4 address needs no second look.
            return Optional.of(
                    others.v4Count() == 0
                            ? List.of(family)
                            : List.of(family, new Condition.Match(List.of(v4), WireValues.v4("", values), false)));
        }
        if (values.v4Count() == 0) {
            Condition family = family(WireValues.NFPROTO_IPV6);
            return Optional.of(
                    others.v6Count() == 0
                            ? List.of(family)
                            : List.of(family, new Condition.Match(List.of(v6), WireValues.v6(values), false)));
        }
        if (others.v6Count() == 0) {
            String prefix = WireValues.one(WireValues.NFPROTO_IPV4);
            return Optional.of(List.of(new Condition.Match(List.of(NFPROTO, v4), WireValues.v4(prefix, others), true)));
        }
        return Optional.empty();
    }
}
