package org.firewright.ui.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.compile.Compilation;
import org.firewright.compile.CompiledRule;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;

/**
 * What a host has told that it cannot do, held against what rules need. The reasons are in the words of its agent, which
 * found them out by trying.
 *
 * @param host the host's name
 * @param lacking what it cannot do; nothing where it is not connected, or where only root could have found out
 */
public record Unsupported(String host, List<Feature> lacking) {
    /** Where no host is. */
    public static final Unsupported NONE = new Unsupported("", List.of());

    /** What is known of a host that stands so. */
    public static Unsupported of(String host, HostStatus status) {
        return new Unsupported(
                host,
                status instanceof HostStatus.Online(Hello hello) && hello.root()
                        ? hello.features().stream()
                                .filter(feature -> !feature.available())
                                .toList()
                        : List.of());
    }

    /** Why the host cannot enforce a rule, each reason once; warnings, as the rule itself is all right. */
    public List<ProjectProblem> problems(String policy, CompiledRule rule) {
        return reasons(rule).stream()
                .map(reason ->
                        ProjectProblem.warning(place(policy, rule), Texts.text("unsupported.rule", host, reason), ""))
                .toList();
    }

    /** A sentence for each reason for which the host cannot enforce some rules of these policies. */
    public List<String> sentences(Collection<PolicySet> sets) {
        Map<String, Set<Location>> rules = new LinkedHashMap<>();
        for (PolicySet set : sets) {
            for (Compilation policy : set.all()) {
                for (CompiledRule rule : policy.rules()) {
                    reasons(rule)
                            .forEach(reason -> rules.computeIfAbsent(reason, key -> new LinkedHashSet<>())
                                    .add(place(policy.policy().name(), rule)));
                }
            }
        }
        return rules.entrySet().stream()
                .map(each -> Texts.count(
                        "unsupported.host",
                        each.getValue().size(),
                        host,
                        each.getValue().iterator().next().text(),
                        each.getKey()))
                .toList();
    }

    private List<String> reasons(CompiledRule rule) {
        return lacking.stream()
                .filter(feature -> rule.needs().contains(feature.name()))
                .map(Feature::reason)
                .distinct()
                .toList();
    }

    private static Location place(String policy, CompiledRule rule) {
        return Location.InRule.rule(policy, rule.number(), rule.source().name());
    }
}
