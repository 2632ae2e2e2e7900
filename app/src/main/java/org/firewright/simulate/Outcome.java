package org.firewright.simulate;

import java.util.List;
import java.util.Optional;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;

/**
 * What a policy does with a packet.
 *
 * @param action accept or drop
 * @param decidedBy the rule that says so; empty where none does and the policy's default holds
 * @param counted the rules before it that only count and that the packet meets, in order
 */
public record Outcome(Action action, Optional<PolicyRule> decidedBy, List<PolicyRule> counted) {
    public Outcome {
        counted = List.copyOf(counted);
    }
}
