package org.firewright.simulate;

import java.util.List;
import java.util.Optional;
import org.firewright.policy.Action;

/**
 * What a policy does with a packet.
 *
 * @param action accept, drop or reject
 * @param decidedBy the rule that says so, of the policy or of a group; empty where none does and the policy's default holds
 * @param through the jumps that led to it, from the policy's own rule on
 * @param counted the rules before it that the packet meets and that decide nothing: they count, log, jump or only observe;
 *     a rule of a group as often as the packet came to it
 * @param unknown the rules before it of which a packet by itself does not tell whether it meets them, as they ask for a
 *     rate: the outcome is another in truth where one of them decides
 */
public record Outcome(
        Action action,
        Optional<RulePlace> decidedBy,
        List<RulePlace> through,
        List<RulePlace> counted,
        List<RulePlace> unknown) {
    public Outcome {
        through = List.copyOf(through);
        unknown = List.copyOf(unknown);
        counted = List.copyOf(counted);
    }
}
