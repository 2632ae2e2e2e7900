package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.SetItem;
import org.firewright.expression.Value;
import org.firewright.policy.PolicyRule;

/**
 * Which rules see packets of an address: as source where a rule looks at sources, as destination where it looks at
 * destinations, as either where it looks at neither. Everything else about the packets is left open.
 */
final class AddressSight {
    private final IpAddress address;
    private final Map<String, AddressRanges> lists;

    /** What is known of a condition when only one address of the packet is. */
    private enum Truth {
        NO,
        OPEN,
        YES;

        Truth not() {
            return switch (this) {
                case NO -> YES;
                case OPEN -> OPEN;
                case YES -> NO;
            };
        }
    }

    AddressSight(IpAddress address, Map<String, AddressRanges> lists) {
        this.address = address;
        this.lists = lists;
    }

    /** For each rule whether it sees the address; none behind the first enabled one that takes all of its packets. */
    boolean[] see(List<PolicyRule> rules) {
        boolean[] sees = new boolean[rules.size()];
        boolean asSource = true;
        boolean asDestination = true;
        for (int i = 0; i < sees.length; i++) {
            PolicyRule rule = rules.get(i);
            Optional<Expression> expression = Conditions.expression(rule.when());
            if (expression.isEmpty() && !rule.when().isBlank()) {
                continue;
            }
            boolean source = expression.isPresent() && names(expression.get(), Field.IP_SRC);
            boolean destination = expression.isPresent() && names(expression.get(), Field.IP_DST);
            Truth bySource = expression.map(all -> truth(all, Field.IP_SRC)).orElse(Truth.YES);
            Truth byDestination =
                    expression.map(all -> truth(all, Field.IP_DST)).orElse(Truth.YES);
            boolean either = !source && !destination;
            boolean seenAsSource = asSource && (source || either) && bySource != Truth.NO;
            boolean seenAsDestination = asDestination && (destination || either) && byDestination != Truth.NO;
            sees[i] = seenAsSource || seenAsDestination;
            boolean decides = rule.enabled() && rule.decides();
            asSource &= !(decides && bySource == Truth.YES);
            asDestination &= !(decides && byDestination == Truth.YES);
        }
        return sees;
    }

    private static boolean names(Expression expression, Field field) {
        return switch (expression) {
            case Expression.Not(Expression inner, var span) -> names(inner, field);
            case Expression.Combination all -> all.parts().stream().anyMatch(part -> names(part, field));
            case Expression.Comparison comparison -> isOf(comparison.operand(), field);
            case Expression.InSet set -> isOf(set.operand(), field);
            case Expression.InList in -> isOf(in.operand(), field);
            case Expression.Flag ignored -> false;
            case Expression.Rate ignored -> false;
        };
    }

    private static boolean isOf(Operand operand, Field field) {
        return operand instanceof Operand.OfField(Field of, var span) && of == field;
    }

    private Truth truth(Expression expression, Field role) {
        return switch (expression) {
            case Expression.Not(Expression inner, var span) ->
                truth(inner, role).not();
            case Expression.Combination all -> combination(all, role);
            case Expression.InList in
            when isOf(in.operand(), role) ->
                lists.containsKey(in.list()) ? of(contains(lists.get(in.list()))) : Truth.OPEN;
            case Expression.InSet set
            when isOf(set.operand(), role) ->
                of(set.items().stream()
                        .anyMatch(item -> item instanceof SetItem.Addresses(AddressRange range) && contains(range)));
            case Expression.Comparison comparison
            when isOf(comparison.operand(), role) ->
                switch (comparison.relation()) {
                    case EQUAL -> of(comparison.value().equals(new Value.Address(address)));
                    case NOT_EQUAL -> of(!comparison.value().equals(new Value.Address(address)));
                    default -> Truth.OPEN;
                };
            default -> Truth.OPEN;
        };
    }

    private Truth combination(Expression.Combination all, Field role) {
        List<Truth> parts = new ArrayList<>();
        all.parts().forEach(part -> parts.add(truth(part, role)));
        return switch (all.logic()) {
            case AND -> parts.stream().min(Truth::compareTo).orElseThrow();
            case OR -> parts.stream().max(Truth::compareTo).orElseThrow();
            case XOR ->
                parts.contains(Truth.OPEN)
                        ? Truth.OPEN
                        : of(parts.stream().filter(Truth.YES::equals).count() % 2 == 1);
        };
    }

    private boolean contains(AddressRanges ranges) {
        return address.v6()
                ? ranges.contains(address.upper(), address.lower())
                : ranges.contains((int) address.lower());
    }

    private boolean contains(AddressRange range) {
        return range.first().v6() == address.v6()
                && range.first().compareTo(address) <= 0
                && address.compareTo(range.last()) <= 0;
    }

    private static Truth of(boolean holds) {
        return holds ? Truth.YES : Truth.NO;
    }
}
