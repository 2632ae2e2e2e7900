package org.firewright.analyse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.compile.Compilation;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.policy.Groups;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;

/** What can be found of all rules of a compiled project: of each policy by itself, and of those that a target has together. */
public final class ProjectFindings {
    private final CompiledProject compiled;
    private final Map<String, AddressRanges> lists;

    private ProjectFindings(CompiledProject compiled) {
        this.compiled = compiled;
        this.lists = compiled.lists().stream()
                .collect(Collectors.toMap(ProjectList::name, list -> list.read().ranges()));
    }

    /**
     * Finds them. A rule with an error is left out, as it decides nothing; of policies with such a rule it is not told
     * what only holds if nothing stands between.
     */
    public static List<Finding> of(CompiledProject compiled) {
        ProjectFindings findings = new ProjectFindings(compiled);
        return Stream.concat(findings.alone(), findings.together()).distinct().toList();
    }

    private Stream<Finding> alone() {
        Project sound = compiled.project()
                .withPolicies(
                        compiled.project().policies().stream().map(this::sound).toList());
        List<ProjectAnalysis.Subject> subjects = sound.hooked().stream()
                .map(policy -> new ProjectAnalysis.Subject(policy, sound.groups()))
                .toList();
        boolean whole = compiled.policies().stream().allMatch(Compilation::deployable);
        return ProjectAnalysis.of(subjects, lists).findings().stream()
                .filter(finding -> whole || finding.kind() != Finding.Kind.REDUNDANT)
                .filter(finding -> compiled.policy(finding.policy())
                        .filter(policy -> isTold(policy, finding))
                        .isEmpty());
    }

    /** The policy with the rules off that have an error. */
    private Policy sound(Policy policy) {
        Set<Integer> wrong = compiled.policy(policy.name()).stream()
                .flatMap(each -> each.problems().stream())
                .filter(ProjectProblem::isError)
                .flatMap(problem ->
                        problem.location() instanceof Location.InRule rule ? Stream.of(rule.number()) : Stream.empty())
                .collect(Collectors.toSet());
        List<PolicyRule> rules = policy.rules();
        return policy.withRules(IntStream.range(0, rules.size())
                .mapToObj(i -> wrong.contains(i + 1) ? rules.get(i).withEnabled(false) : rules.get(i))
                .toList());
    }

    private Stream<Finding> together() {
        return compiled.project().together().stream()
                .filter(set -> deployable(set.policies(), set.groups()))
                .flatMap(set -> PolicyOrder.of(set.policies(), set.groups(), lists).findings().stream());
    }

    /** Whether neither the policies nor the groups that they lead to have an error. */
    private boolean deployable(List<Policy> policies, Groups groups) {
        return Stream.concat(policies.stream(), groups.reached(policies).stream())
                .allMatch(policy -> compiled.policy(policy.name())
                        .filter(Compilation::deployable)
                        .isPresent());
    }

    /** Whether the compiler has said the same of the rule already, which it can without looking at other rules. */
    private static boolean isTold(Compilation policy, Finding finding) {
        boolean ofOneRule =
                finding.kind() == Finding.Kind.CONTRADICTION || finding.kind() == Finding.Kind.OTHER_PROTOCOLS;
        return ofOneRule
                && policy.problems().stream()
                        .anyMatch(problem -> problem.location() instanceof Location.InRule rule
                                && rule.number() == finding.number());
    }
}
