package org.firewright.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Groups of rules, as jumps find them.
 *
 * @param byName in the project's order
 */
public record Groups(Map<String, Policy> byName) {
    /** There are none. */
    public static final Groups NONE = new Groups(Map.of());

    /** Those among some policies. */
    public static Groups of(Collection<Policy> policies) {
        Map<String, Policy> byName = new LinkedHashMap<>();
        policies.stream().filter(Policy::isGroup).forEach(group -> byName.put(group.name(), group));
        return new Groups(byName);
    }

    /** The group of this name. */
    public Optional<Policy> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The groups as they hold for a target. */
    public Groups at(Target target) {
        return of(byName.values().stream().map(group -> group.at(target)).toList());
    }

    /** The groups to which rules of a policy or group jump themselves, in the order of the rules. */
    Stream<Policy> behind(Policy policy) {
        return policy.rules().stream().filter(PolicyRule::jumps).flatMap(rule -> named(rule.to()).stream());
    }

    /** The groups that packets of some policies may come to, each once, in the project's order. */
    public List<Policy> reached(Collection<Policy> policies) {
        return along(policies, PolicyRule::jumps);
    }

    /** Those to which any rule of some policies would jump, also such as are off or only observe. */
    public List<Policy> mentioned(Collection<Policy> policies) {
        return along(policies, rule -> true);
    }

    private List<Policy> along(Collection<Policy> policies, Predicate<PolicyRule> jumps) {
        Set<String> reached = new HashSet<>();
        List<Policy> next = new ArrayList<>(policies);
        while (!next.isEmpty()) {
            next.removeLast().rules().stream()
                    .filter(jumps)
                    .flatMap(rule -> named(rule.to()).stream())
                    .filter(group -> reached.add(group.name()))
                    .forEach(next::add);
        }
        return byName.values().stream()
                .filter(group -> reached.contains(group.name()))
                .toList();
    }
}
