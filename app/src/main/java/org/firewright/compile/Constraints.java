package org.firewright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Value;

/** Comparisons and sets of the language as sets of the values that fit. */
final class Constraints {
    private static final long MAX_PORT = 65_535;

    private Constraints() {}

    /** Whether conditions on the field can be told as a constraint. */
    static boolean covers(Field field) {
        return switch (field) {
            case IP_SRC, IP_DST, IP_PROTO, TCP_SRCPORT, TCP_DSTPORT, UDP_SRCPORT, UDP_DSTPORT -> true;
            default -> false;
        };
    }

    static Constraint of(Field field, Relation relation, Value value) {
        return switch (value) {
            case Value.Address(IpAddress address) ->
                new Constraint.OfAddress(Reducer.direction(field), addresses(relation, address));
            // Of a missing value only "not equal" holds.
            case Value.Whole(long number) ->
                new Constraint.OfNumber(field, numbers(relation, number), relation == Relation.NOT_EQUAL);
            case Value.Text(String bytes) -> protocols(name -> holds(relation, name, bytes));
        };
    }

    static Constraint of(Field field, List<SetItem> items) {
        List<AddressRange> addresses = new ArrayList<>();
        List<NumberSet.Range> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (SetItem item : items) {
            switch (item) {
                case SetItem.Addresses(AddressRange range) -> addresses.add(range);
                case SetItem.Numbers(long from, long to) -> numbers.add(new NumberSet.Range(from, to));
                case SetItem.Text(Value.Text(String bytes)) -> texts.add(bytes);
            }
        }
        return switch (field.type()) {
            case ADDRESS -> new Constraint.OfAddress(Reducer.direction(field), AddressSets.of(addresses));
            case NUMBER -> new Constraint.OfNumber(field, NumberSet.of(MAX_PORT, numbers), false);
            case TEXT -> protocols(texts::contains);
            case FLAG -> throw new IllegalArgumentException("A flag is in no set.");
        };
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

    private static NumberSet numbers(Relation relation, long number) {
        NumberSet below = range(0, Math.max(number, -1));
        NumberSet above = range(number, MAX_PORT);
        NumberSet same = range(number, number);
        return switch (relation) {
            case EQUAL -> same;
            case NOT_EQUAL -> same.complement();
            case LESS -> below.intersection(same.complement());
            case LESS_OR_EQUAL -> below;
            case GREATER -> above.intersection(same.complement());
            case GREATER_OR_EQUAL -> above;
            case HAS_BITS ->
                NumberSet.of(
                        MAX_PORT,
                        IntStream.rangeClosed(0, (int) MAX_PORT)
                                .filter(port -> (port & number) != 0)
                                .mapToObj(port -> new NumberSet.Range(port, port))
                                .toList());
            case CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES ->
                throw new IllegalArgumentException("Numbers know no " + relation);
        };
    }

    private static NumberSet range(long from, long to) {
        return NumberSet.of(MAX_PORT, List.of(new NumberSet.Range(from, to)));
    }

    /** Every packet has a protocol, and there are only so many: any condition on its name is a set of numbers. */
    private static Constraint protocols(Predicate<String> fits) {
        List<NumberSet.Range> numbers = IntStream.range(0, Protocols.COUNT)
                .filter(number -> fits.test(Protocols.name(number)))
                .mapToObj(number -> new NumberSet.Range(number, number))
                .toList();
        NumberSet set = NumberSet.of(Protocols.COUNT - 1L, numbers);
        return new Constraint.OfNumber(Field.IP_PROTO, set, false);
    }

    private static boolean holds(Relation relation, String name, String bytes) {
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
            case MATCHES -> Pattern.compile(bytes).matcher(name).find();
            case HAS_BITS -> throw new IllegalArgumentException("Texts know no " + relation);
        };
    }
}
