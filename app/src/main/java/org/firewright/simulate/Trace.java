package org.firewright.simulate;

import java.util.List;
import org.firewright.expression.Expression;
import org.firewright.policy.PolicyRule;

/**
 * How a rule looked at a packet.
 *
 * @param rule the rule
 * @param number its place in its policy or group, from 1 on
 * @param holds whether the packet meets it
 * @param known whether the packet by itself tells; a rate depends on packets before, and then {@code holds} is false
 * @param reached whether the packet got that far: no earlier rule decided
 * @param conditions each single condition of its expression, in the order of the text
 * @param inside of a jump that the packet took, how the rules of its group looked at it; otherwise empty
 */
public record Trace(
        PolicyRule rule,
        int number,
        boolean holds,
        boolean known,
        boolean reached,
        List<Seen> conditions,
        List<Trace> inside) {
    public Trace {
        conditions = List.copyOf(conditions);
        inside = List.copyOf(inside);
    }

    /** Stands for a value that depends on packets before. */
    public static final String UNKNOWN = "not known without the packets before";

    /**
     * A single condition and the value that it saw.
     *
     * @param condition the condition as it stands in the tree, without a not around it
     * @param holds its own truth
     * @param value the packet's value as it would be written in an expression; empty where it is missing. Of a
     *     rate it is {@link #UNKNOWN}, and nothing is said of its truth
     */
    public record Seen(Expression condition, boolean holds, String value) {}
}
