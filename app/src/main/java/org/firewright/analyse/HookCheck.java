package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;

/** Finds conditions on what packets do not have yet, or never had, where they meet a policy. */
final class HookCheck {
    private final Policy policy;
    private final RuleSets.Prepared rule;
    private final List<Finding> findings = new ArrayList<>();

    private HookCheck(Policy policy, RuleSets.Prepared rule) {
        this.policy = policy;
        this.rule = rule;
    }

    static List<Finding> of(Policy policy, RuleSets.Prepared rule) {
        HookCheck check = new HookCheck(policy, rule);
        rule.expression().ifPresent(check::look);
        return check.findings;
    }

    private void look(Expression expression) {
        switch (expression) {
            case Expression.Not not -> look(not.inner());
            case Expression.Combination combination -> combination.parts().forEach(this::look);
            case Expression.Comparison comparison ->
                look(comparison, comparison.operand(), comparison.relation() == Relation.NOT_EQUAL);
            case Expression.InSet set -> look(set, set.operand(), false);
            case Expression.InList ignored -> {}
            case Expression.Flag ignored -> {}
            case Expression.Rate ignored -> {}
        }
    }

    private void look(Expression condition, Operand operand, boolean whenMissing) {
        if (!(operand instanceof Operand.OfField(Field field, var ignored))) {
            return;
        }
        String text = Expressions.print(condition);
        HookFields.missing(field, policy.hook())
                .ifPresent(why -> findings.add(finding(
                        Finding.Kind.NOT_AT_HOOK,
                        condition,
                        text + (whenMissing ? " holds for every packet. " : " can never match. ") + why,
                        "Leave the condition out, or move the policy to another hook.")));
        if (field == Field.CT_STATE && HookFields.isBeforeTracking(policy)) {
            findings.add(finding(
                    Finding.Kind.BEFORE_TRACKING,
                    condition,
                    text + " asks for connections before they are tracked: at priority " + policy.priority()
                            + " the state is \"invalid\", except of packets that were tracked elsewhere before.",
                    "Give the policy a priority above " + HookFields.TRACKING + "."));
        }
    }

    private Finding finding(Finding.Kind kind, Expression condition, String sentence, String remedy) {
        return new Finding(
                kind,
                rule.place().policy(),
                rule.number(),
                rule.rule().name(),
                List.of(),
                Optional.of(condition.span()),
                sentence,
                remedy,
                Optional.empty());
    }
}
