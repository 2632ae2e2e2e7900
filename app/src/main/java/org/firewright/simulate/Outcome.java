package org.firewright.simulate;

import java.util.List;
import java.util.Optional;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;

/**
 * What a policy does with a packet.
 *
 * @param action accept, drop or reject
 * @param decidedBy the rule that says so; empty where none does and the policy's default holds
 * @param counted the rules before it that the packet meets and that decide nothing: they count, log or only observe
 * @param unknown the rules before it of which a packet by itself does not tell whether it meets them, as they ask for a
 *     rate: the outcome is another in truth where one of them decides
 */
public record Outcome(
        Action action, Optional<PolicyRule> decidedBy, List<PolicyRule> counted, List<PolicyRule> unknown) {
    public Outcome {
        unknown = List.copyOf(unknown);
        counted = List.copyOf(counted);
    }
}
