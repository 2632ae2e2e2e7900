package org.firewright.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.firewright.expression.Suggestion;

/** Whether the jumps of a policy's or group's rules lead somewhere, and out again. */
public final class JumpCheck {
    /**
     * How many jumps within one another the kernel follows: NFT_JUMP_STACK_SIZE in net/netfilter/nf_tables.h is 16, and
     * the chain that the first jump starts from is one of them.
     */
    public static final int MOST_WITHIN = 15;

    /**
     * How many jumps of a policy may follow one another, each counted for every way to it. The kernel follows all of them
     * when rules are changed.
     */
    static final long MOST_WAYS = 10_000;

    private final Groups groups;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Long> ways = new HashMap<>();

    private JumpCheck(Groups groups) {
        this.groups = groups;
    }

    /** What is wrong with the jump of one of a policy's rules. */
    public record Fault(String sentence, String remedy) {}

    /** What is wrong with a rule that jumps; empty for any other. */
    public static Optional<Fault> of(Policy policy, PolicyRule rule, Groups groups) {
        if (rule.action() != Action.JUMP) {
            return Optional.empty();
        }
        Optional<Policy> group = groups.named(rule.to());
        if (group.isEmpty()) {
            String question = Suggestion.question(rule.to(), groups.byName().keySet());
            return Optional.of(new Fault(
                    "There is no group \"" + YamlNodes.shown(rule.to()) + "\" to jump to.",
                    question.isEmpty() ? "Add it to the project's groups." : question));
        }
        if (!rule.jumps()) {
            return Optional.empty();
        }
        JumpCheck check = new JumpCheck(groups);
        return check.circle(policy, group.get()).or(() -> check.bounds(policy, group.get()));
    }

    private Optional<Fault> circle(Policy policy, Policy group) {
        List<String> way = new ArrayList<>(List.of(policy.name()));
        return leads(group, policy.name(), way, new HashSet<>())
                ? Optional.of(new Fault(
                        "The groups jump in a circle: " + String.join(" -> ", way) + ".",
                        "Take one of these jumps out."))
                : Optional.empty();
    }

    /** Whether jumps lead from a group to one of this name; the way is then that way. */
    private boolean leads(Policy from, String to, List<String> way, Set<String> seen) {
        way.add(from.name());
        if (from.name().equals(to)) {
            return true;
        }
        if (seen.add(from.name())) {
            for (Policy next : groups.behind(from).toList()) {
                if (leads(next, to, way, seen)) {
                    return true;
                }
            }
        }
        way.removeLast();
        return false;
    }

    /** Of groups that jump in a circle nothing is said here: that is told at them. */
    private Optional<Fault> bounds(Policy policy, Policy group) {
        if (policy.isGroup() || groups.reached(List.of(policy)).stream().anyMatch(this::isInCircle)) {
            return Optional.empty();
        }
        int depth = 1 + depth(group);
        if (depth > MOST_WITHIN) {
            return Optional.of(new Fault(
                    "From here " + depth + " jumps are within one another, and the kernel follows at most "
                            + MOST_WITHIN + ".",
                    "Join some of the groups."));
        }
        return ways(policy) > MOST_WAYS
                ? Optional.of(new Fault(
                        "The jumps of " + policy.name() + " and of the groups behind it make more than "
                                + String.format(Locale.ROOT, "%,d", MOST_WAYS) + " ways.",
                        "Jump to a group from fewer places."))
                : Optional.empty();
    }

    private boolean isInCircle(Policy group) {
        return groups.behind(group).anyMatch(next -> leads(next, group.name(), new ArrayList<>(), new HashSet<>()));
    }

    /** How many jumps are within one another behind a group. */
    private int depth(Policy group) {
        Integer known = depths.get(group.name());
        if (known == null) {
            known = groups.behind(group).mapToInt(next -> 1 + depth(next)).max().orElse(0);
            depths.put(group.name(), known);
        }
        return known;
    }

    /** Bounded, so that it cannot overflow. */
    private long ways(Policy policy) {
        Long known = ways.get(policy.name());
        if (known == null) {
            known = Math.min(
                    MOST_WAYS + 1,
                    groups.behind(policy).mapToLong(next -> 1 + ways(next)).sum());
            ways.put(policy.name(), known);
        }
        return known;
    }
}
