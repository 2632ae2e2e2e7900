package org.firewright.policy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one project folder says.
 *
 * @param folder where it lives; list sources are relative to it
 * @param name for people
 * @param lists by name, each once
 * @param policies by name, each once
 * @param targets where policies go; at most one for each namespace of a host
 * @param sources where countries and autonomous systems of addresses are known from
 */
public record Project(
        Path folder,
        String name,
        List<ListDefinition> lists,
        List<Policy> policies,
        List<Target> targets,
        AddressSources sources) {
    /** The file in a project's folder that holds all but the lists' content. */
    public static final String FILE = "firewright.yaml";

    public Project {
        lists = List.copyOf(lists);
        policies = List.copyOf(policies);
        targets = List.copyOf(targets);
    }

    /** A project that knows of addresses only in which lists they are. */
    public Project(Path folder, String name, List<ListDefinition> lists, List<Policy> policies, List<Target> targets) {
        this(folder, name, lists, policies, targets, AddressSources.NONE);
    }

    /** The policy of this name. */
    public Optional<Policy> policy(String policyName) {
        return policies.stream()
                .filter(policy -> policy.name().equals(policyName))
                .findFirst();
    }

    /** The project's target in the same namespace. */
    public Optional<Target> target(Target place) {
        return targets.stream().filter(each -> each.text().equals(place.text())).findFirst();
    }

    /**
     * The policies of a target as they hold there, with the values that the project's target gives their variables, in
     * the order of hooks and priorities. Names that the project does not know are left out.
     */
    public List<Policy> policies(Target target) {
        Target known = target(target).filter(each -> each.enforcesAs(target)).orElse(target);
        return known.policies().stream()
                .flatMap(named -> policy(named).stream())
                .map(policy -> policy.at(known))
                .sorted(Comparator.comparing(Policy::hook).thenComparingInt(Policy::priority))
                .toList();
    }

    /** The policies of each target that has several, as they hold there; alike ones once. */
    public List<List<Policy>> policySets() {
        return targets.stream()
                .filter(target -> target.policies().size() > 1)
                .map(this::policies)
                .distinct()
                .toList();
    }

    /** The same project with other targets. */
    public Project withTargets(List<Target> others) {
        return new Project(folder, name, lists, policies, others, sources);
    }

    /** The same project with one policy replaced by another of the same name. */
    public Project with(Policy changed) {
        List<Policy> replaced = policies.stream()
                .map(policy -> policy.name().equals(changed.name()) ? changed : policy)
                .toList();
        return new Project(folder, name, lists, replaced, targets, sources);
    }
}
