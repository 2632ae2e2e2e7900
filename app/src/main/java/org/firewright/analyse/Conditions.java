package org.firewright.analyse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.Protocols;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Value;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.HookFields;
import org.firewright.simulate.Relations;

/**
 * Expressions as formulas. Every positive condition is false where its value is missing, so {@code !=} is simply the
 * opposite of {@code ==}. What a packet alone does not tell becomes a question that may be answered either way.
 */
final class Conditions {
    /** All that {@code ct.state} can be. */
    static final List<String> STATES = List.of("new", "established", "related", "invalid", "untracked");

    /** Numbers up to this one are tried one by one. */
    private static final long COUNTABLE = 1 << 17;

    private final Dimensions dimensions;
    private final Map<String, AddressRanges> lists;
    private final List<String> undecided;
    private final Hook hook;

    /**
     * Prepares to read expressions.
     *
     * @param undecided takes what cannot be decided, as it stands in the text
     * @param hook where packets are asked
     */
    Conditions(Dimensions dimensions, Map<String, AddressRanges> lists, List<String> undecided, Hook hook) {
        this.dimensions = dimensions;
        this.lists = lists;
        this.undecided = undecided;
        this.hook = hook;
    }

    Formula of(Expression expression) {
        return switch (expression) {
            case Expression.Not not -> new Formula.Not(of(not.inner()));
            case Expression.Combination combination -> {
                List<Formula> parts = combination.parts().stream().map(this::of).toList();
                yield switch (combination.logic()) {
                    case AND -> new Formula.All(parts);
                    case OR -> new Formula.Any(parts);
                    case XOR -> new Formula.Odd(parts);
                };
            }
            case Expression.Flag flag -> flag(flag);
            case Expression.Rate rate -> {
                undecided.add(Expressions.print(rate));
                // Each counts for itself.
                yield yes(dimensions.question(
                        Expressions.print(rate) + " #" + dimensions.questions().size()));
            }
            case Expression.InList in -> {
                AddressRanges ranges = lists.get(in.list());
                if (ranges != null) {
                    yield addresses(in.operand(), ranges);
                }
                undecided.add(Expressions.print(in));
                yield yes(dimensions.question(Expressions.print(in)));
            }
            case Expression.InSet set -> inSet(set);
            case Expression.Comparison comparison -> comparison(comparison);
        };
    }

    private Formula inSet(Expression.InSet set) {
        return switch (set.operand().type()) {
            case ADDRESS -> {
                RangeCollector collector = new RangeCollector();
                set.items().forEach(item -> collector.add(((SetItem.Addresses) item).range()));
                yield addresses(set.operand(), collector.ranges());
            }
            case NUMBER ->
                numbers(
                        set.operand(),
                        Numbers.union(set.items().stream()
                                .map(SetItem.Numbers.class::cast)
                                .map(item -> new long[] {Math.max(0, item.from()), item.to()})
                                .toList()));
            case TEXT ->
                new Formula.Any(set.items().stream()
                        .map(item -> text(
                                field(set.operand()),
                                Relation.EQUAL,
                                ((SetItem.Text) item).text().bytes(),
                                set))
                        .toList());
            case FLAG -> throw new IllegalArgumentException("A flag is in no set.");
        };
    }

    private Formula comparison(Expression.Comparison comparison) {
        if (comparison.relation() == Relation.NOT_EQUAL) {
            return new Formula.Not(comparison(new Expression.Comparison(
                    comparison.operand(), Relation.EQUAL, comparison.value(), comparison.span())));
        }
        return switch (comparison.value()) {
            case Value.Address(IpAddress address) -> addresses(comparison, address);
            case Value.Whole(long number) -> numbers(comparison, number);
            case Value.Text(String bytes) ->
                text(field(comparison.operand()), comparison.relation(), bytes, comparison);
            case Value.Pattern(String bytes) ->
                text(field(comparison.operand()), comparison.relation(), bytes, comparison);
            case Value.Variable ignored -> throw new IllegalStateException("Variables have values by now.");
        };
    }

    private Formula addresses(Expression.Comparison comparison, IpAddress address) {
        IpAddress lowest = address.network(0);
        IpAddress highest = address.last(0);
        RangeCollector collector = new RangeCollector();
        Relation relation = comparison.relation();
        boolean below = relation == Relation.LESS || relation == Relation.LESS_OR_EQUAL;
        boolean above = relation == Relation.GREATER || relation == Relation.GREATER_OR_EQUAL;
        boolean strictly = relation == Relation.LESS || relation == Relation.GREATER;
        if (strictly && address.equals(below ? lowest : highest)) {
            return Formula.FALSE;
        }
        IpAddress first = above ? strictly ? AddressDimension.behind(address) : address : below ? lowest : address;
        IpAddress last = below ? strictly ? AddressDimension.before(address) : address : above ? highest : address;
        collector.add(new AddressRange(first, last));
        return addresses(comparison.operand(), collector.ranges());
    }

    private Formula addresses(Operand operand, AddressRanges ranges) {
        AddressDimension dimension = field(operand) == Field.IP_SRC ? dimensions.source : dimensions.destination;
        return new Formula.Member(dimension, dimension.add(ranges));
    }

    private Formula numbers(Expression.Comparison comparison, long number) {
        Operand operand = comparison.operand();
        long max = Long.MAX_VALUE - 1;
        return switch (comparison.relation()) {
            case EQUAL -> numbers(operand, Numbers.range(number, number));
            case LESS -> numbers(operand, number < 1 ? Numbers.EMPTY : Numbers.range(0, number - 1));
            case LESS_OR_EQUAL -> numbers(operand, Numbers.range(0, number));
            case GREATER -> numbers(operand, Numbers.range(Math.max(0, Math.min(number, max) + 1), max));
            case GREATER_OR_EQUAL -> numbers(operand, Numbers.range(Math.max(0, number), max));
            case HAS_BITS -> bits(comparison, number);
            default -> throw new IllegalArgumentException(comparison.relation() + " is nothing for numbers.");
        };
    }

    private Formula bits(Expression.Comparison comparison, long mask) {
        long last = last(comparison.operand());
        if (last < COUNTABLE) {
            return numbers(comparison.operand(), Numbers.where(last, value -> (value & mask) != 0));
        }
        undecided.add(Expressions.print(comparison));
        Formula there = numbers(comparison.operand(), Numbers.range(0, last));
        return Formula.all(there, yes(dimensions.question(Expressions.print(comparison))));
    }

    private long last(Operand operand) {
        return operand instanceof Operand.BitSlice slice
                ? (1L << (slice.end() - slice.start())) - 1
                : dimension(operand).last();
    }

    /** That the packet has the number and it is one of these. */
    private Formula numbers(Operand operand, Numbers numbers) {
        long[] positive = numbers.bounds();
        if (positive.length > 0 && positive[0] < 0) {
            return numbers(operand, Numbers.union(positiveOnly(positive)));
        }
        if (operand instanceof Operand.BitSlice slice && isVersion(slice)) {
            return Formula.any(
                    numbers.contains(4) ? version(false) : Formula.FALSE,
                    numbers.contains(6) ? version(true) : Formula.FALSE);
        }
        Formula member = member(dimension(operand), numbers);
        return protocolOf(operand)
                .map(protocol -> Formula.all(protocol, member))
                .orElse(member);
    }

    private static List<long[]> positiveOnly(long[] bounds) {
        return IntStream.range(0, bounds.length / 2)
                .mapToObj(i -> new long[] {Math.max(0, bounds[2 * i]), bounds[2 * i + 1]})
                .toList();
    }

    private NumberDimension dimension(Operand operand) {
        return switch (operand) {
            case Operand.OfField(Field field, var ignored) ->
                switch (field) {
                    case TCP_SRCPORT, UDP_SRCPORT -> dimensions.sourcePort;
                    case TCP_DSTPORT, UDP_DSTPORT -> dimensions.destinationPort;
                    case TCP_FLAGS -> dimensions.tcpFlags;
                    case ICMP_TYPE -> dimensions.icmpType;
                    case ICMP_CODE -> dimensions.icmpCode;
                    default -> dimensions.of(field);
                };
            case Operand.BitSlice slice -> slice(slice);
        };
    }

    /** Bits that are a field's are that field. */
    private NumberDimension slice(Operand.BitSlice slice) {
        int length = slice.end() - slice.start();
        boolean ports = slice.header() == Header.TCP || slice.header() == Header.UDP;
        if (ports && length == 16 && slice.start() == 0) {
            return dimensions.sourcePort;
        }
        if (ports && length == 16 && slice.start() == 16) {
            return dimensions.destinationPort;
        }
        if (slice.header() == Header.TCP && length == 8 && slice.start() == 104) {
            return dimensions.tcpFlags;
        }
        if (slice.header() == Header.ICMP && length == 8 && slice.start() <= 8 && slice.start() % 8 == 0) {
            return slice.start() == 0 ? dimensions.icmpType : dimensions.icmpCode;
        }
        return dimensions.of(slice);
    }

    private static boolean isVersion(Operand.BitSlice slice) {
        return slice.header() == Header.IP && slice.start() == 0 && slice.end() == 4;
    }

    /** What has to be there for the operand to have a value. */
    private Optional<Formula> protocolOf(Operand operand) {
        return switch (operand) {
            case Operand.BitSlice slice ->
                slice.header() == Header.IP ? Optional.empty() : Optional.of(header(slice.header()));
            case Operand.OfField(Field field, var ignored) -> field.header().map(this::header);
        };
    }

    /** That the packet is of this header's protocol. */
    Formula header(Header header) {
        return switch (header) {
            case TCP -> protocol(Protocols.TCP);
            case UDP -> protocol(Protocols.UDP);
            case ICMP ->
                Formula.any(
                        Formula.all(version(false), protocol(Protocols.ICMP)),
                        Formula.all(version(true), protocol(Protocols.ICMPV6)));
            case IP -> Formula.TRUE;
        };
    }

    Formula protocol(long... numbers) {
        return member(dimensions.protocol, Numbers.of(numbers));
    }

    Formula version(boolean v6) {
        AddressRanges family = v6 ? AddressDimension.ALL_V6 : AddressDimension.ALL_V4;
        return new Formula.Member(dimensions.source, dimensions.source.add(family));
    }

    private Formula flag(Expression.Flag flag) {
        return switch (flag.field()) {
            case IP_FRAG -> fragment();
            case IP6_FRAGMENT -> Formula.all(version(true), fragment());
            case IP6_HOPOPTS, IP6_ROUTING, IP6_DSTOPTS -> yes(dimensions.of(flag.field()));
            case SIP, DNS -> {
                undecided.add(flag.field().text());
                yield yes(dimensions.of(flag.field()));
            }
            default -> {
                int bit = TcpFlags.bit(flag.field());
                Numbers values = Numbers.where(255, value -> (value >> bit & 1) != 0);
                yield Formula.all(protocol(Protocols.TCP), member(dimensions.tcpFlags, values));
            }
        };
    }

    private Formula fragment() {
        return member(dimensions.fragment, Numbers.range(Dimensions.FIRST_FRAGMENT, Dimensions.LATER_FRAGMENT));
    }

    private Formula text(Field field, Relation relation, String bytes, Expression whole) {
        if (HookFields.missing(field, hook).isPresent()) {
            return Formula.FALSE;
        }
        Pattern pattern = relation == Relation.MATCHES ? Pattern.compile(bytes) : null;
        return switch (field) {
            case IP_PROTO ->
                member(
                        dimensions.protocol,
                        Numbers.where(
                                255,
                                number -> Relations.texts(relation, Protocols.name((int) number), bytes, pattern)));
            case CT_STATE ->
                member(
                        dimensions.of(field),
                        Numbers.where(
                                STATES.size() - 1L,
                                number -> Relations.texts(relation, STATES.get((int) number), bytes, pattern)));
            case TCP_PAYLOAD, UDP_PAYLOAD -> {
                undecided.add(Expressions.print(whole));
                yield Formula.all(
                        header(field.header().orElseThrow()),
                        yes(dimensions.question(new Dimensions.PayloadQuestion(field, relation, bytes))));
            }
            default -> {
                NumberDimension dimension = dimensions.of(field);
                if (relation == Relation.EQUAL) {
                    int text = dimension.text(bytes);
                    yield member(dimension, Numbers.of(text));
                }
                undecided.add(Expressions.print(whole));
                Formula there = member(dimension, Numbers.range(0, dimension.last()));
                yield Formula.all(there, yes(dimensions.question(Expressions.print(whole))));
            }
        };
    }

    static Formula yes(NumberDimension question) {
        return member(question, Numbers.of(1));
    }

    static Formula member(NumberDimension dimension, Numbers numbers) {
        return new Formula.Member(dimension, dimension.add(numbers));
    }

    private static Field field(Operand operand) {
        return ((Operand.OfField) operand).field();
    }
}
