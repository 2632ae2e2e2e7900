package org.firewright.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Ruleset;
import org.firewright.policy.HookFields;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;

/**
 * All policies of a namespace and the groups that they lead to, and what hosts shall enforce for them: a chain of the
 * kernel for each.
 *
 * @param policies compiled, at least one; they are brought into the order of hooks and priorities
 * @param groups compiled, each once, however many rules jump there
 */
public record PolicySet(List<Compilation> policies, List<Compilation> groups) {
    public PolicySet {
        policies = policies.stream()
                .sorted(Comparator.comparing(
                        Compilation::policy, Comparator.comparing(Policy::hook).thenComparingInt(Policy::priority)))
                .toList();
    }

    /** A policy that is alone in its namespace and jumps to no group. */
    public static PolicySet of(Compilation policy) {
        return new PolicySet(List.of(policy), List.of());
    }

    /** The policies, and behind them the groups. */
    public List<Compilation> all() {
        return Stream.concat(policies.stream(), groups.stream()).toList();
    }

    /** The policies' names as people read them, and as a host tells what is in force: {@code edge, egress}. */
    public String names() {
        return policies.stream().map(compilation -> compilation.policy().name()).collect(Collectors.joining(", "));
    }

    /** What is wrong or doubtful with the policies and groups, each by itself. */
    public List<ProjectProblem> problems() {
        return all().stream()
                .flatMap(compilation -> compilation.problems().stream())
                .toList();
    }

    /** Whether it can be deployed: no policy or group has an error, and none stands in another's way. */
    public boolean deployable() {
        return all().stream().allMatch(Compilation::deployable)
                && sharedPlaces().isEmpty();
    }

    /** The lists that rules' conditions name, each once. */
    public List<ListContent> lists() {
        return once(Compilation::lists, ListContent::digest);
    }

    /** The eBPF programs that were made for rules, each once. */
    public List<ProgramContent> programs() {
        return once(Compilation::programs, ProgramContent::digest);
    }

    /**
     * What a namespace shall enforce.
     *
     * @throws IllegalStateException when it is not {@link #deployable}
     */
    public Ruleset ruleset(String namespace) {
        if (!deployable()) {
            throw new IllegalStateException(names() + " cannot be deployed: there are errors.");
        }
        List<Chain> chains = all().stream().map(Compilation::chain).toList();
        return new Ruleset(namespace, names(), RulesetDigest.of(chains), chains);
    }

    /** The ruleset as a table in nft's notation; rules that are not deployed stand there as comments. */
    public String nft() {
        return NftText.table(all());
    }

    /**
     * An error for each two policies that packets meet at the same place. The kernel goes by its own order there, which it
     * promises nothing of: which of the two counts a packet that both drop would be chance.
     */
    public List<ProjectProblem> conflicts(Target target) {
        List<ProjectProblem> problems = new ArrayList<>();
        for (Compilation later : sharedPlaces()) {
            Policy policy = later.policy();
            Policy earlier = policies.get(policies.indexOf(later) - 1).policy();
            problems.add(ProjectProblem.error(
                    new Location.InTarget(target.text()),
                    "The policies " + earlier.name() + " and " + policy.name() + " of " + target.text()
                            + " are both at the hook " + HookFields.word(policy.hook()) + " with priority "
                            + policy.priority() + ", and the kernel does not say which of them packets meet first.",
                    "Give one of them another priority: the lower one is first."));
        }
        return problems;
    }

    /** Those that are at the same place as the one before. */
    private List<Compilation> sharedPlaces() {
        List<Compilation> shared = new ArrayList<>();
        for (int i = 1; i < policies.size(); i++) {
            if (policies.get(i).policy().meetsWith(policies.get(i - 1).policy())) {
                shared.add(policies.get(i));
            }
        }
        return shared;
    }

    private <T> List<T> once(Function<Compilation, List<T>> parts, Function<T, String> digest) {
        Map<String, T> byDigest = new LinkedHashMap<>();
        all().forEach(each -> parts.apply(each).forEach(one -> byDigest.putIfAbsent(digest.apply(one), one)));
        return List.copyOf(byDigest.values());
    }
}
