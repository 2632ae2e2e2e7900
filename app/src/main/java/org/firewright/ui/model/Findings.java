package org.firewright.ui.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.analyse.Finding;
import org.firewright.analyse.ProjectFindings;
import org.firewright.compile.Compilation;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;

/**
 * What only all rules together tell of each: that nothing reaches it, that it never matches. That a rule or a condition
 * could be left out is no problem, as it may stand there to be read or to count; an analysis on the command line tells it.
 *
 * @param all as warnings, in the order of policies and rules
 * @param byRule the same, by policy and by the rule as it was looked at
 */
public record Findings(List<ProjectProblem> all, Map<OfPolicy, List<ProjectProblem>> byRule) {
    /** Before anything was looked at. */
    public static final Findings NONE = new Findings(List.of(), Map.of());

    /** A rule of a policy, as it was looked at. */
    public record OfPolicy(String policy, PolicyRule rule) {}

    /** Looks at a project; takes long where rules are many. */
    static Findings of(CompiledProject project) {
        List<ProjectProblem> all = new ArrayList<>();
        Map<OfPolicy, List<ProjectProblem>> byRule = new HashMap<>();
        for (Finding finding : ProjectFindings.of(project)) {
            if (finding.kind() == Finding.Kind.REDUNDANT || finding.kind() == Finding.Kind.IDLE_CONDITION) {
                continue;
            }
            ProjectProblem problem = finding.problem();
            all.add(problem);
            project.policy(finding.policy())
                    .map(Compilation::policy)
                    .map(policy -> policy.rules().get(finding.number() - 1))
                    .ifPresent(rule -> byRule.computeIfAbsent(
                                    new OfPolicy(finding.policy(), rule), key -> new ArrayList<>())
                            .add(problem));
        }
        return new Findings(List.copyOf(all), byRule);
    }

    /** What was found of a rule that has not changed since. */
    public List<ProjectProblem> at(String policy, PolicyRule rule) {
        return byRule.getOrDefault(new OfPolicy(policy, rule), List.of());
    }
}
