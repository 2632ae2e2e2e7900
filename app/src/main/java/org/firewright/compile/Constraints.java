package org.firewright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.expression.Relation;

/** Comparisons of the language as sets of the values that fit. */
final class Constraints {
    /** Up to so many values, bits are a set of values too, and can be joined with other conditions on them. */
    private static final long FEW_VALUES = 0xff;

    private Constraints() {}

    static Condition.Direction direction(Field field) {
        return field == Field.IP_SRC ? Condition.Direction.SOURCE : Condition.Direction.DESTINATION;
    }

    static Constraint addresses(Field field, Relation relation, IpAddress address) {
        return new Constraint.OfAddress(direction(field), addresses(relation, address));
    }

    private static AddressRanges addresses(Relation relation, IpAddress address) {
        AddressRange below = new AddressRange(address.network(0), address);
        AddressRange above = new AddressRange(address, address.last(0));
        AddressRanges same = AddressSets.of(List.of(new AddressRange(address, address)));
        AddressRanges other = AddressSets.complement(same);
        return switch (relation) {
            case EQUAL -> same;
            case NOT_EQUAL -> other; // and every address of the other family
            case LESS -> AddressSets.intersection(AddressSets.of(List.of(below)), other);
            case LESS_OR_EQUAL -> AddressSets.of(List.of(below));
            case GREATER -> AddressSets.intersection(AddressSets.of(List.of(above)), other);
            case GREATER_OR_EQUAL -> AddressSets.of(List.of(above));
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, HAS_BITS ->
                throw new IllegalArgumentException("Addresses know no " + relation);
        };
    }

    static Constraint numbers(Quantity quantity, Relation relation, long number) {
        long max = quantity.max();
        // Slices seldom begin with a byte, and then nftables compares bits, but not sets of values.
        if (relation == Relation.HAS_BITS && (max > FEW_VALUES || quantity instanceof Quantity.Slice)) {
            return new Constraint.OfBits(quantity, number, false);
        }
        // Of a missing value only "not equal" holds.
        return new Constraint.OfNumber(quantity, set(relation, number, max), relation == Relation.NOT_EQUAL);
    }

    private static NumberSet set(Relation relation, long number, long max) {
        // Beyond the highest value all numbers are alike; this keeps sums from overflowing.
        long bounded = Math.clamp(number, -1, max + 1);
        return switch (relation) {
            case EQUAL -> range(max, bounded, bounded);
            case NOT_EQUAL -> range(max, bounded, bounded).complement();
            case LESS -> range(max, 0, bounded - 1);
            case LESS_OR_EQUAL -> range(max, 0, bounded);
            case GREATER -> range(max, bounded + 1, max);
            case GREATER_OR_EQUAL -> range(max, bounded, max);
            case HAS_BITS -> values(max, value -> (value & number) != 0);
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES ->
                throw new IllegalArgumentException("Numbers know no " + relation);
        };
    }

    /** That one bit of the TCP flags is set. */
    static Constraint tcpFlag(int bit) {
        return numbers(new Quantity.OfField(Field.TCP_FLAGS), Relation.HAS_BITS, 1L << bit);
    }

    /** A condition on the protocol's name: there are only so many, so it is a set of their numbers. */
    static Constraint protocols(Relation relation, String bytes) {
        Pattern pattern = relation == Relation.MATCHES ? Pattern.compile(bytes) : null;
        return protocols(name -> holds(relation, name, bytes, pattern), relation == Relation.NOT_EQUAL);
    }

    static Constraint protocols(Predicate<String> fits, boolean whenMissing) {
        NumberSet set = values(Protocols.COUNT - 1L, value -> fits.test(Protocols.name((int) value)));
        return new Constraint.OfNumber(new Quantity.OfField(Field.IP_PROTO), set, whenMissing);
    }

    private interface NumberTest {
        boolean holds(long number);
    }

    private static NumberSet values(long max, NumberTest fits) {
        List<NumberSet.Range> numbers = new ArrayList<>();
        IntStream.rangeClosed(0, (int) max)
                .filter(fits::holds)
                .forEach(number -> numbers.add(new NumberSet.Range(number, number)));
        return NumberSet.of(max, numbers);
    }

    private static NumberSet range(long max, long from, long to) {
        return NumberSet.of(max, List.of(new NumberSet.Range(from, to)));
    }

    static boolean holds(Relation relation, String name, String bytes, Pattern pattern) {
        return switch (relation) {
            case EQUAL -> name.equals(bytes);
            case NOT_EQUAL -> !name.equals(bytes);
            case LESS -> name.compareTo(bytes) < 0;
            case LESS_OR_EQUAL -> name.compareTo(bytes) <= 0;
            case GREATER -> name.compareTo(bytes) > 0;
            case GREATER_OR_EQUAL -> name.compareTo(bytes) >= 0;
            case CONTAINS -> name.contains(bytes);
            case STARTS_WITH -> name.startsWith(bytes);
            case ENDS_WITH -> name.endsWith(bytes);
            case MATCHES -> pattern.matcher(name).find();
            case HAS_BITS -> throw new IllegalArgumentException("Texts know no " + relation);
        };
    }
}
