package org.firewright.simulate;

import java.util.List;
import org.firewright.expression.Expression;
import org.firewright.policy.PolicyRule;

/**
 * How a rule looked at a packet.
 *
 * @param rule the rule
 * @param number its place in the policy from 1 on
 * @param holds whether the packet meets it
 * @param reached whether the packet got that far: no earlier rule decided
 * @param conditions each single condition of its expression, in the order of the text
 */
public record Trace(PolicyRule rule, int number, boolean holds, boolean reached, List<Seen> conditions) {
    public Trace {
        conditions = List.copyOf(conditions);
    }

    /**
     * A single condition and the value that it saw.
     *
     * @param condition the condition as it stands in the tree, without a not around it
     * @param holds its own truth
     * @param value the packet's value as it would be written in an expression; empty where it is missing
     */
    public record Seen(Expression condition, boolean holds, String value) {}
}
