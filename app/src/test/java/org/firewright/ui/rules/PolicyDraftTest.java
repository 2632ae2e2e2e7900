package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.Target;
import org.junit.jupiter.api.Test;

/** Policies that are begun, changed and removed in the window, and names and places that they cannot have. */
class PolicyDraftTest {
    private final Models models = new Models();
    private final TargetPoliciesModel policies = models.rules.targetPolicies();

    private String fault(String name, Hook hook, String priority) {
        return policies.fault(new PolicyDraft(name, hook, priority, Action.DROP), Optional.empty());
    }

    @Test
    void saysWhyAPolicyCannotBeSo() {
        assertThat(fault("late", Hook.INPUT, "0")).isEmpty();
        assertThat(fault(" ", Hook.INPUT, "0")).isEqualTo("Give it a name.");
        assertThat(fault("edge", Hook.INPUT, "0")).contains("a policy or a group edge already");
        assertThat(fault("late", Hook.INPUT, "soon")).contains("whole number");
        Policy edge = models.rules.policyProperty().get();
        assertThat(fault("late", edge.hook(), Integer.toString(edge.priority())))
                .startsWith("lab1/acme has edge at ");
        assertThat(fault("late", edge.hook(), Integer.toString(edge.priority() + 1)))
                .isEmpty();
    }

    @Test
    void aNewPolicyIsEnforcedAndShownAndUndoneAsOneStep() {
        policies.begin(new PolicyDraft("late", Hook.PREROUTING, " -150 ", Action.DROP));
        assertThat(models.undo()).isEqualTo("begin policy late");
        Policy late = models.rules.policyProperty().get();
        assertThat(late.name()).isEqualTo("late");
        assertThat(late.hook()).isEqualTo(Hook.PREROUTING);
        assertThat(late.priority()).isEqualTo(-150);
        assertThat(late.defaultAction()).isEqualTo(Action.DROP);
        assertThat(models.rules.target().orElseThrow().policies()).contains("edge", "late");
        models.project.history().undo();
        assertThat(models.rules.project().policy("late")).isEmpty();
        assertThat(models.rules.target().orElseThrow().policies()).doesNotContain("late");
    }

    @Test
    void aPolicyThatIsChangedKeepsItsRulesAndTargets() {
        Policy edge = models.rules.policyProperty().get();
        PolicyDraft now = PolicyDraft.of(edge);
        assertThat(policies.fault(now, Optional.of(edge)))
                .as("its own name and place are no fault")
                .isEmpty();
        policies.change(edge, new PolicyDraft("border", Hook.OUTPUT, "3", Action.DROP));
        Policy border = models.rules.policyProperty().get();
        assertThat(border.name()).isEqualTo("border");
        assertThat(border.hook()).isEqualTo(Hook.OUTPUT);
        assertThat(border.rules()).isEqualTo(edge.rules());
        assertThat(models.rules.project().targets())
                .flatExtracting(Target::policies)
                .contains("border")
                .doesNotContain("edge");
        models.project.history().undo();
        assertThat(models.rules.project().policy("edge")).contains(edge);
    }

    @Test
    void onlyAPolicyThatNoTargetEnforcesIsRemoved() {
        policies.remove("edge");
        assertThat(models.rules.project().policy("edge")).isPresent();
        policies.begin(new PolicyDraft("late", Hook.INPUT, "0", Action.ACCEPT));
        policies.leave("late");
        policies.remove("late");
        assertThat(models.rules.project().policy("late")).isEmpty();
        assertThat(models.undo()).isEqualTo("remove policy late");
    }
}
