package org.firewright.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.firewright.agent.api.AddressRanges;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.simulate.RulePlace;

/**
 * Looks at every rule of policies in the light of the others, and at those of groups in the light of all ways to them: a
 * group's rule is idle only where it is so on every way.
 */
public final class ProjectAnalysis {
    private final Map<RulePlace, List<List<Finding>>> inGroups = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();

    private ProjectAnalysis() {}

    /**
     * Policies with the groups as they hold for them.
     *
     * @param policy no group
     */
    public record Subject(Policy policy, Groups groups) {}

    /**
     * Analyses policies; what they do to each other {@link PolicyOrder} tells.
     *
     * @param lists contents by name, without the dollar sign; what is not there may hold any address
     */
    public static Analysis of(List<Subject> subjects, Map<String, AddressRanges> lists) {
        ProjectAnalysis analysis = new ProjectAnalysis();
        subjects.forEach(subject -> analysis.add(subject, lists));
        analysis.inGroups.forEach((place, ways) -> analysis.findings.addAll(ofAllWays(ways)));
        return new Analysis(
                analysis.findings.stream().distinct().toList(),
                analysis.undecided.stream().distinct().toList());
    }

    private void add(Subject subject, Map<String, AddressRanges> lists) {
        PolicyAnalysis.Look look = PolicyAnalysis.look(subject.policy, subject.groups, lists);
        findings.addAll(look.own().findings());
        look.own().undecided().forEach(sentence -> undecided.add(subject.policy.name() + ": " + sentence));
        look.inGroups()
                .forEach(each -> inGroups.computeIfAbsent(each.place(), ignored -> new ArrayList<>())
                        .add(each.findings()));
    }

    /** What is found of a rule on every way to it; ways on which nothing comes to it count only where there are no others. */
    private static List<Finding> ofAllWays(List<List<Finding>> ways) {
        Predicate<Finding> idle =
                finding -> finding.kind() == Finding.Kind.SHADOWED || finding.kind() == Finding.Kind.CONTRADICTION;
        List<List<Finding>> met =
                ways.stream().filter(way -> way.stream().noneMatch(idle)).toList();
        if (met.isEmpty()) {
            return ways.stream()
                    .flatMap(List::stream)
                    .filter(finding -> finding.kind() == Finding.Kind.SHADOWED)
                    .findFirst()
                    .or(() -> ways.getFirst().stream().filter(idle).findFirst())
                    .stream()
                    .toList();
        }
        return met.getFirst().stream()
                .filter(finding ->
                        met.stream().allMatch(way -> same(way, finding).isPresent()))
                .toList();
    }

    private static Optional<Finding> same(List<Finding> way, Finding finding) {
        return way.stream()
                .filter(each -> each.kind() == finding.kind() && each.span().equals(finding.span()))
                .findFirst();
    }
}
