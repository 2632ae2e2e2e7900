package org.firewright.policy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListFile;

/**
 * Ordered rules for one hook; the first enabled rule that matches and decides wins.
 *
 * @param name unique in the project
 * @param hook where packets meet it
 * @param priority among the chains of that hook, lower first; 0 is what nft calls filter
 * @param defaultAction what happens to packets that no rule decides: accept or drop
 * @param rules in order
 * @param variables what {@code @name} stands for in the rules, by name without the at sign, where a target says nothing
 *     else
 */
public record Policy(
        String name,
        Hook hook,
        int priority,
        Action defaultAction,
        List<PolicyRule> rules,
        Map<String, String> variables) {
    public Policy {
        rules = List.copyOf(rules);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** A policy without variables. */
    public Policy(String name, Hook hook, int priority, Action defaultAction, List<PolicyRule> rules) {
        this(name, hook, priority, defaultAction, rules, Map.of());
    }

    /** The same policy with other rules. */
    public Policy withRules(List<PolicyRule> newRules) {
        return new Policy(name, hook, priority, defaultAction, newRules, variables);
    }

    /** The policy as it holds for a target. */
    public Policy at(Target target) {
        Map<String, String> values = new LinkedHashMap<>(variables);
        values.replaceAll((variable, usual) -> target.variables().getOrDefault(variable, usual));
        return new Policy(name, hook, priority, defaultAction, rules, values);
    }

    /**
     * A rule's identity in the kernel: twelve hexadecimal digits that stay the same while its name and that of the
     * policy do. No other rule of a namespace has it, whichever of its policies that is in.
     */
    public String id(PolicyRule rule) {
        // No name has a line break.
        byte[] names = (name + "\n" + rule.name()).getBytes(StandardCharsets.UTF_8);
        return ListFile.sha256(names).substring(0, 12);
    }

    /** Whether packets meet both at one place of their way, so that the kernel does not say which of them is first. */
    public boolean meetsWith(Policy other) {
        return hook == other.hook && priority == other.priority;
    }
}
