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
 */
public record Outcome(Action action, Optional<PolicyRule> decidedBy, List<PolicyRule> counted) {
    public Outcome {
        counted = List.copyOf(counted);
    }
}
