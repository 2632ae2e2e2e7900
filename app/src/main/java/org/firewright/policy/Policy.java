package org.firewright.policy;

import java.util.List;
import org.firewright.agent.api.Hook;

/**
 * Ordered rules for one hook; the first enabled rule that matches and decides wins.
 *
 * @param name unique in the project
 * @param hook where packets meet it
 * @param priority among the chains of that hook, lower first; 0 is what nft calls filter
 * @param defaultAction what happens to packets that no rule decides: accept or drop
 * @param rules in order
 */
public record Policy(String name, Hook hook, int priority, Action defaultAction, List<PolicyRule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }
}
