package org.firewright.policy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListFile;

/**
 * Ordered rules; the first enabled rule that matches and decides wins. Packets meet a policy at a hook; a group they come
 * to only by rules that jump to it, and those that no rule of it decides go back behind that rule.
 *
 * @param name unique in the project, among policies and groups together
 * @param entry where packets meet it; empty for a group
 * @param rules in order
 * @param variables what {@code @name} stands for in the rules, by name without the at sign, where a target says nothing
 *     else
 */
public record Policy(String name, Optional<Entry> entry, List<PolicyRule> rules, Map<String, String> variables) {
    /**
     * Where packets meet a policy by themselves.
     *
     * @param hook the hook
     * @param priority among the chains of that hook, lower first; 0 is what nft calls filter
     * @param defaultAction what happens to packets that no rule decides: accept or drop
     */
    public record Entry(Hook hook, int priority, Action defaultAction) {}

    public Policy {
        rules = List.copyOf(rules);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** A policy that packets meet at a hook. */
    public Policy(
            String name,
            Hook hook,
            int priority,
            Action defaultAction,
            List<PolicyRule> rules,
            Map<String, String> variables) {
        this(name, Optional.of(new Entry(hook, priority, defaultAction)), rules, variables);
    }

    /** The same without variables. */
    public Policy(String name, Hook hook, int priority, Action defaultAction, List<PolicyRule> rules) {
        this(name, hook, priority, defaultAction, rules, Map.of());
    }

    /** Rules that packets come to only by jumps. */
    public static Policy group(String name, List<PolicyRule> rules, Map<String, String> variables) {
        return new Policy(name, Optional.empty(), rules, variables);
    }

    /** Whether packets come to it only by jumps. */
    public boolean isGroup() {
        return entry.isEmpty();
    }

    /** Where packets meet it; throws IllegalStateException for a group. */
    public Hook hook() {
        return met().hook();
    }

    /** Its place at the hook; throws IllegalStateException for a group. */
    public int priority() {
        return met().priority();
    }

    /** What happens to packets that no rule decides; throws IllegalStateException for a group. */
    public Action defaultAction() {
        return met().defaultAction();
    }

    private Entry met() {
        return entry.orElseThrow(() -> new IllegalStateException(name + " is a group: packets jump to it."));
    }

    /** The same policy with other rules. */
    public Policy withRules(List<PolicyRule> newRules) {
        return new Policy(name, entry, newRules, variables);
    }

    /** The same policy with other values of its variables. */
    public Policy withVariables(Map<String, String> values) {
        return new Policy(name, entry, rules, values);
    }

    /** The same policy with another name. */
    public Policy withName(String newName) {
        return new Policy(newName, entry, rules, variables);
    }

    /** The policy as it holds for a target. */
    public Policy at(Target target) {
        Map<String, String> values = new LinkedHashMap<>(variables);
        values.replaceAll((variable, usual) -> target.variables().getOrDefault(variable, usual));
        return withVariables(values);
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
        return !isGroup() && !other.isGroup() && hook() == other.hook() && priority() == other.priority();
    }
}
