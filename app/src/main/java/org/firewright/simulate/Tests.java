package org.firewright.simulate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.compile.Payloads;
import org.firewright.compile.ebpf.ByteSearch;
import org.firewright.compile.ebpf.UnsupportedPatternException;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Span;
import org.firewright.expression.Value;
import org.firewright.iplist.AddressFacts;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.HookFields;

/** Expressions as questions to packets, prepared once and asked often. */
final class Tests {
    private final Map<String, AddressRanges> lists;
    private final AddressFacts facts;
    private final Hook hook;

    Tests(Map<String, AddressRanges> lists, AddressFacts facts, Hook hook) {
        this.lists = lists;
        this.facts = facts;
        this.hook = hook;
    }

    /** The number of a field, {@link Packet#MISSING} where it is missing. */
    long number(Field field, Packet packet) {
        return switch (field) {
            case IP_SRC_ASNUM -> asNumber(packet.source());
            case IP_DST_ASNUM -> asNumber(packet.destination());
            default -> FieldValues.number(field, packet);
        };
    }

    private long asNumber(IpAddress address) {
        long number = address == null ? 0 : facts.asNumber(address);
        return number == 0 ? Packet.MISSING : number;
    }

    /** The text of a field, null where it is missing. */
    String text(Field field, Packet packet) {
        return switch (field) {
            case IP_SRC_COUNTRY -> country(packet.source());
            case IP_DST_COUNTRY -> country(packet.destination());
            case IIF, OIF -> HookFields.missing(field, hook).isPresent() ? null : FieldValues.text(field, packet);
            default -> FieldValues.text(field, packet);
        };
    }

    private String country(IpAddress address) {
        return address == null ? null : facts.country(address).orElse(null);
    }

    /**
     * Prepares an expression.
     *
     * @throws NotSimulated when the packet alone does not tell whether it holds
     */
    PacketTest of(Expression expression) throws NotSimulated {
        return switch (expression) {
            case Expression.Flag(Field field, Span span) -> {
                check(field, span);
                yield packet -> FieldValues.flag(field, packet);
            }
            case Expression.Comparison comparison
            when isEitherCountry(comparison.operand()) ->
                comparison.relation() == Relation.NOT_EQUAL
                        ? not(either(comparison.operand(), side -> comparison(side, Relation.EQUAL, comparison)))
                        : either(comparison.operand(), side -> comparison(side, comparison.relation(), comparison));
            case Expression.InSet set
            when isEitherCountry(set.operand()) ->
                either(set.operand(), side -> membership(new Expression.InSet(side, set.items(), set.span())));
            case Expression.Comparison comparison ->
                comparison(comparison.operand(), comparison.relation(), comparison);
            case Expression.InSet set -> membership(set);
            case Expression.InList in -> {
                AddressRanges ranges = lists.get(in.list());
                if (ranges == null) {
                    throw new NotSimulated(in.listSpan(), "There is no list named " + in.list() + " to look into.");
                }
                yield addressTest(((Operand.OfField) in.operand()).field(), ranges);
            }
            case Expression.Rate rate ->
                throw new NotSimulated(
                        rate.span(), "A rate must stand by itself, or be joined to the rest by and, to be counted.");
            case Expression.Not(Expression inner, Span ignored) -> not(of(inner));
            case Expression.Combination combination -> combination(combination);
        };
    }

    private static PacketTest not(PacketTest test) {
        return packet -> !test.holds(packet);
    }

    private static boolean isEitherCountry(Operand operand) {
        return operand instanceof Operand.OfField(Field field, Span ignored) && field == Field.IP_GEOIP_COUNTRY;
    }

    private interface Side {
        PacketTest of(Operand operand) throws NotSimulated;
    }

    /** That one of both addresses' countries fits. */
    private static PacketTest either(Operand operand, Side side) throws NotSimulated {
        Span span = ((Operand.OfField) operand).span();
        PacketTest source = side.of(new Operand.OfField(Field.IP_SRC_COUNTRY, span));
        PacketTest destination = side.of(new Operand.OfField(Field.IP_DST_COUNTRY, span));
        return packet -> source.holds(packet) || destination.holds(packet);
    }

    private PacketTest combination(Expression.Combination combination) throws NotSimulated {
        PacketTest[] parts = new PacketTest[combination.parts().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = of(combination.parts().get(i));
        }
        return switch (combination.logic()) {
            case AND ->
                packet -> {
                    for (PacketTest part : parts) {
                        if (!part.holds(packet)) {
                            return false;
                        }
                    }
                    return true;
                };
            case OR ->
                packet -> {
                    for (PacketTest part : parts) {
                        if (part.holds(packet)) {
                            return true;
                        }
                    }
                    return false;
                };
            case XOR ->
                packet -> {
                    boolean odd = false;
                    for (PacketTest part : parts) {
                        odd ^= part.holds(packet);
                    }
                    return odd;
                };
        };
    }

    private PacketTest comparison(Operand operand, Relation relation, Expression.Comparison comparison)
            throws NotSimulated {
        check(operand);
        boolean whenMissing = relation == Relation.NOT_EQUAL;
        return switch (comparison.value()) {
            case Value.Address(IpAddress other) -> {
                Field field = ((Operand.OfField) operand).field();
                yield packet -> {
                    IpAddress address = FieldValues.address(field, packet);
                    boolean comparable = address != null && address.v6() == other.v6();
                    return comparable ? Relations.ordered(relation, address.compareTo(other)) : whenMissing;
                };
            }
            case Value.Whole(long other) -> {
                NumberOf number = number(operand);
                yield packet -> {
                    long value = number.in(packet);
                    return value == Packet.MISSING ? whenMissing : Relations.numbers(relation, value, other);
                };
            }
            case Value.Text(String other) -> texts(operand, relation, comparison, other);
            case Value.Pattern(String other) -> texts(operand, relation, comparison, other);
            case Value.Variable ignored -> throw new IllegalStateException("Variables have values by now.");
        };
    }

    private PacketTest texts(Operand operand, Relation relation, Expression.Comparison comparison, String other)
            throws NotSimulated {
        Field field = ((Operand.OfField) operand).field();
        if (isPayload(field) && (relation == Relation.CONTAINS || relation == Relation.MATCHES)) {
            return search(field, relation, other, comparison.span());
        }
        Pattern pattern = relation == Relation.MATCHES ? Pattern.compile(other) : null;
        return packet -> {
            String text = text(field, packet);
            return text == null ? relation == Relation.NOT_EQUAL : Relations.texts(relation, text, other, pattern);
        };
    }

    private static boolean isPayload(Field field) {
        return field == Field.TCP_PAYLOAD || field == Field.UDP_PAYLOAD;
    }

    /** Looks at as many bytes as a program on a host does, and knows the patterns that a program knows. */
    private static PacketTest search(Field field, Relation relation, String wanted, Span span) throws NotSimulated {
        try {
            ByteSearch search = Payloads.search(relation, wanted);
            return packet -> {
                String text = FieldValues.text(field, packet);
                return text != null && search.find(text.substring(0, Math.min(Payloads.SEARCHED, text.length())));
            };
        } catch (UnsupportedPatternException e) {
            throw new NotSimulated(span, e.getMessage());
        }
    }

    private PacketTest membership(Expression.InSet set) throws NotSimulated {
        check(set.operand());
        return switch (set.operand().type()) {
            case ADDRESS -> addressTest(((Operand.OfField) set.operand()).field(), ranges(set.items()));
            case NUMBER -> {
                NumberOf number = number(set.operand());
                long[] bounds = set.items().stream()
                        .map(SetItem.Numbers.class::cast)
                        .flatMapToLong(item -> LongStream.of(item.from(), item.to()))
                        .toArray();
                yield packet -> {
                    long value = number.in(packet);
                    for (int i = 0; i < bounds.length && value != Packet.MISSING; i += 2) {
                        if (bounds[i] <= value && value <= bounds[i + 1]) {
                            return true;
                        }
                    }
                    return false;
                };
            }
            case TEXT -> {
                Field field = ((Operand.OfField) set.operand()).field();
                Set<String> texts = set.items().stream()
                        .map(item -> ((SetItem.Text) item).text().bytes())
                        .collect(Collectors.toUnmodifiableSet());
                yield packet -> {
                    String text = text(field, packet);
                    return text != null && texts.contains(text);
                };
            }
            case FLAG -> throw new IllegalArgumentException("A flag is in no set.");
        };
    }

    private static PacketTest addressTest(Field field, AddressRanges ranges) {
        return packet -> {
            IpAddress address = FieldValues.address(field, packet);
            return address != null
                    && (address.v6()
                            ? ranges.contains(address.upper(), address.lower())
                            : ranges.contains((int) address.lower()));
        };
    }

    private static AddressRanges ranges(List<SetItem> items) {
        RangeCollector collector = new RangeCollector();
        items.forEach(item -> collector.add(((SetItem.Addresses) item).range()));
        return collector.ranges();
    }

    private NumberOf number(Operand operand) {
        return switch (operand) {
            case Operand.OfField(Field field, Span ignored) ->
                switch (field) {
                    // Most conditions are on ports, and this spares them one more look at which field it is.
                    case TCP_SRCPORT -> packet -> packet.sourcePort(Header.TCP);
                    case TCP_DSTPORT -> packet -> packet.destinationPort(Header.TCP);
                    case UDP_SRCPORT -> packet -> packet.sourcePort(Header.UDP);
                    case UDP_DSTPORT -> packet -> packet.destinationPort(Header.UDP);
                    default -> packet -> number(field, packet);
                };
            case Operand.BitSlice slice ->
                packet -> packet.bits(slice.header(), slice.start(), slice.end() - slice.start());
        };
    }

    private void check(Operand operand) throws NotSimulated {
        if (operand instanceof Operand.OfField(Field field, Span span)) {
            check(field, span);
        }
    }

    private void check(Field field, Span span) throws NotSimulated {
        boolean known = switch (field) {
            case IP_SRC_COUNTRY, IP_DST_COUNTRY, IP_GEOIP_COUNTRY ->
                facts.countries().isPresent();
            case IP_SRC_ASNUM, IP_DST_ASNUM -> facts.asNumbers().isPresent();
            default -> FieldValues.isKnown(field);
        };
        if (!known) {
            throw new NotSimulated(
                    span,
                    field.text()
                            + (FieldValues.isKnown(field)
                                    ? " cannot be told: the project names nothing that tells it of addresses."
                                    : " cannot be told from a packet alone yet."));
        }
    }

    /** A number of a packet, {@link Packet#MISSING} where it has none. */
    private interface NumberOf {
        long in(Packet packet);
    }
}
