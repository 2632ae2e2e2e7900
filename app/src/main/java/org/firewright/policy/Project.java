package org.firewright.policy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that one project folder says.
 *
 * @param folder where it lives; list sources are relative to it
 * @param name for people
 * @param lists by name, each once
 * @param policies and groups by name, each once; groups are behind policies
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
        policies =
                policies.stream().sorted(Comparator.comparing(Policy::isGroup)).toList();
        targets = List.copyOf(targets);
    }

    /** A project that knows of addresses only in which lists they are. */
    public Project(Path folder, String name, List<ListDefinition> lists, List<Policy> policies, List<Target> targets) {
        this(folder, name, lists, policies, targets, AddressSources.NONE);
    }

    /** The policies that packets meet at a hook. */
    public List<Policy> hooked() {
        return policies.stream().filter(policy -> !policy.isGroup()).toList();
    }

    /** The groups that rules can jump to. */
    public Groups groups() {
        return Groups.of(policies);
    }

    /** The groups as they hold for a target. */
    public Groups groups(Target target) {
        return groups().at(known(target));
    }

    /** The policies of a target and behind them the groups that they lead to, as they hold there. */
    public List<Policy> enforced(Target target) {
        List<Policy> met = policies(target);
        return Stream.concat(met.stream(), groups(target).reached(met).stream()).toList();
    }

    /** The same with groups to which no rule jumps now, but one that is off or only observes would. */
    public List<Policy> mentioned(Target target) {
        List<Policy> met = policies(target);
        return Stream.concat(met.stream(), groups(target).mentioned(met).stream())
                .toList();
    }

    /** The policy or group of this name. */
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
        Target known = known(target);
        return known.policies().stream()
                .flatMap(named -> policy(named).stream())
                .filter(policy -> !policy.isGroup())
                .map(policy -> policy.at(known))
                .sorted(Comparator.comparing(Policy::hook).thenComparingInt(Policy::priority))
                .toList();
    }

    /** The project's own target, with its values of variables, where it has the same policies. */
    private Target known(Target target) {
        return target(target).filter(each -> each.enforcesAs(target)).orElse(target);
    }

    /**
     * Policies that are in one namespace.
     *
     * @param policies as they hold there
     * @param groups as they hold there
     */
    public record Together(List<Policy> policies, Groups groups) {
        /** The policies' names as people write them. */
        public String names() {
            return policies.stream().map(Policy::name).collect(Collectors.joining(", "));
        }
    }

    /** The policies of each target that has several; alike ones once. */
    public List<Together> together() {
        return targets.stream()
                .filter(target -> target.policies().size() > 1)
                .map(target -> new Together(policies(target), groups(target)))
                .distinct()
                .toList();
    }

    /** Each policy by itself, and once more as it holds for targets that say something else. */
    public List<Together> subjects() {
        Stream<Together> usual = hooked().stream().map(policy -> new Together(List.of(policy), groups()));
        Stream<Together> elsewhere = targets.stream()
                .filter(target -> !target.variables().isEmpty())
                .flatMap(target ->
                        policies(target).stream().map(policy -> new Together(List.of(policy), groups(target))));
        return Stream.concat(usual, elsewhere).distinct().toList();
    }

    /** The same project with other policies and groups. */
    public Project withPolicies(List<Policy> others) {
        return new Project(folder, name, lists, others, targets, sources);
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
        return withPolicies(replaced);
    }
}
