package org.firewright.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Value;

/**
 * What an expression demands of one value of a packet in any case: it holds for no packet that lacks the value or has
 * another one. Whether it holds for the others is not told.
 */
final class Requirement {
    /** Values that must be there and lie in one of some ranges, both ends included. */
    record Range<T>(T from, T to) {}

    private Requirement() {}

    /** What is demanded of an address; empty where it may be any, or is looked for in a list. */
    static Optional<List<Range<IpAddress>>> address(Expression expression, Field field) {
        return of(expression, leaf -> addressOf(leaf, field));
    }

    /** What is demanded of the destination port, of TCP or of UDP; empty where it may be any, or there may be none. */
    static Optional<List<Range<Long>>> destinationPort(Expression expression) {
        return of(expression, Requirement::portOf);
    }

    private interface Leaf<T> {
        Optional<List<Range<T>>> of(Expression leaf);
    }

    private static <T> Optional<List<Range<T>>> of(Expression expression, Leaf<T> leaf) {
        if (!(expression instanceof Expression.Combination combination)) {
            return leaf.of(expression);
        }
        List<Optional<List<Range<T>>>> parts =
                combination.parts().stream().map(part -> of(part, leaf)).toList();
        return switch (combination.logic()) {
            // One part's demand is a demand of the whole.
            case AND -> parts.stream().flatMap(Optional::stream).findFirst();
            case OR ->
                parts.stream().allMatch(Optional::isPresent)
                        ? Optional.of(parts.stream()
                                .flatMap(part -> part.orElseThrow().stream())
                                .toList())
                        : Optional.empty();
            case XOR -> Optional.empty();
        };
    }

    private static Optional<List<Range<IpAddress>>> addressOf(Expression leaf, Field field) {
        return switch (leaf) {
            case Expression.Comparison(
                    Operand.OfField(Field asked, var s),
                    Relation relation,
                    Value.Address(IpAddress one),
                    var t)
            when asked == field && relation == Relation.EQUAL -> Optional.of(List.of(new Range<>(one, one)));
            case Expression.InSet(Operand.OfField(Field asked, var s), List<SetItem> items, var t)
            when asked == field -> {
                List<Range<IpAddress>> ranges = new ArrayList<>();
                for (SetItem item : items) {
                    AddressRange range = ((SetItem.Addresses) item).range();
                    ranges.add(new Range<>(range.first(), range.last()));
                }
                yield Optional.of(ranges);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<List<Range<Long>>> portOf(Expression leaf) {
        return switch (leaf) {
            case Expression.Comparison(
                    Operand.OfField(Field asked, var s),
                    Relation relation,
                    Value.Whole(long port),
                    var t)
            when isDestinationPort(asked) && relation == Relation.EQUAL ->
                Optional.of(List.of(new Range<>(port, port)));
            case Expression.InSet(Operand.OfField(Field asked, var s), List<SetItem> items, var t)
            when isDestinationPort(asked) -> {
                List<Range<Long>> ranges = new ArrayList<>();
                for (SetItem item : items) {
                    SetItem.Numbers numbers = (SetItem.Numbers) item;
                    ranges.add(new Range<>(numbers.from(), numbers.to()));
                }
                yield Optional.of(ranges);
            }
            default -> Optional.empty();
        };
    }

    private static boolean isDestinationPort(Field field) {
        return field == Field.TCP_DSTPORT || field == Field.UDP_DSTPORT;
    }
}
