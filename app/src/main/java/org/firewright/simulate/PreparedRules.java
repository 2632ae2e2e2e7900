package org.firewright.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.expression.Span;
import org.firewright.policy.Groups;
import org.firewright.policy.JumpCheck;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;

/** The rules of a policy or group that are on and can be asked, in order. */
record PreparedRules(List<PreparedRule> rules, RuleIndex index) {
    /**
     * Prepares them.
     *
     * @param problems gets what is wrong with rules that are left out
     */
    static PreparedRules of(Policy policy, Groups groups, Tests tests, List<ProjectProblem> problems) {
        List<PreparedRule> rules = new ArrayList<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            PolicyRule rule = policy.rules().get(i);
            if (rule.enabled()) {
                RulePlace place = new RulePlace(policy.name(), i + 1, rule);
                prepared(policy, place, groups, tests, problems).ifPresent(rules::add);
            }
        }
        return new PreparedRules(
                List.copyOf(rules),
                RuleIndex.of(rules.stream().map(PreparedRule::expression).toList()));
    }

    private static Optional<PreparedRule> prepared(
            Policy policy, RulePlace place, Groups groups, Tests tests, List<ProjectProblem> problems) {
        PolicyRule rule = place.rule();
        Optional<JumpCheck.Fault> fault = JumpCheck.of(policy, rule, groups);
        if (fault.isPresent()) {
            problems.add(ProjectProblem.error(
                    Location.InRule.rule(policy.name(), place.number(), rule.name()),
                    fault.get().sentence(),
                    fault.get().remedy()));
            return Optional.empty();
        }
        if (rule.when().isBlank()) {
            return Optional.of(PreparedRule.always(place));
        }
        switch (Expressions.parse(rule.when(), policy.variables())) {
            case Parsed.Invalid(List<ExpressionError> errors) -> {
                ExpressionError first = errors.getFirst();
                problems.add(problem(place, first.span(), first.sentence(), first.remedy()));
            }
            case Parsed.Valid(Expression expression) -> {
                try {
                    return Optional.of(PreparedRule.of(place, expression, tests));
                } catch (NotSimulated e) {
                    problems.add(problem(place, e.span(), e.getMessage(), ""));
                }
            }
        }
        return Optional.empty();
    }

    private static ProjectProblem problem(RulePlace place, Span span, String sentence, String remedy) {
        Location location = new Location.InRule(
                place.policy(), place.number(), place.name(), span.offset(), span.length(), span.line(), span.column());
        return ProjectProblem.error(location, sentence, remedy);
    }
}
