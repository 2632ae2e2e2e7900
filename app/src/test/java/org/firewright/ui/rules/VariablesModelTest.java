package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.policy.Target;
import org.junit.jupiter.api.Test;

class VariablesModelTest {
    private final Models models = new Models();
    private final VariablesModel variables = models.rules.variables();

    @Test
    void aVariableHasThePolicysValueAndTheTargetsOwn() {
        variables.give("office", "10.7.0.0/24");
        variables.giveHere("office", "10.9.0.0/24");
        assertThat(variables.all())
                .containsExactly(new VariablesModel.Variable("office", "10.7.0.0/24", Optional.of("10.9.0.0/24")));
        assertThat(targets()).containsEntry("acme", Map.of("office", "10.9.0.0/24"));
        variables.giveHere("office", "  ");
        assertThat(targets()).containsEntry("acme", Map.of());
    }

    @Test
    void typingIsOneStepAndEachStepHasAName() {
        variables.give("office", "1");
        assertThat(models.undo()).isEqualTo("add @office");
        variables.give("office", "10");
        variables.give("office", "10.0.0.1");
        assertThat(models.undo()).isEqualTo("change @office");
        variables.giveHere("office", "10.0.0.2");
        assertThat(models.undo()).isEqualTo("change @office at lab1/acme");
        variables.remove("office");
        assertThat(models.undo()).isEqualTo("remove @office");
        assertThat(targets()).containsEntry("acme", Map.of());
        for (int i = 0; i < 3; i++) {
            models.project.history().undo();
        }
        assertThat(variables.all()).extracting(VariablesModel.Variable::usual).containsExactly("1");
    }

    @Test
    void aNameThatIsTakenOrNoneIsRefused() {
        variables.give("office", "10.0.0.1");
        assertThat(variables.nameFault("office")).contains("@office");
        assertThat(variables.nameFault("Office 2")).isNotEmpty();
        assertThat(variables.nameFault("office_2")).isEmpty();
    }

    @Test
    void aValueIsRightWhereTheRulesThatUseItCanDoWithIt() {
        variables.give("office", "10.0.0.1");
        models.table().select(List.of(2));
        models.rules.edit(models.table().rows().get(2), "x", "", rule -> rule.withWhen("ip.src in {@office}"));
        assertThat(variables.uses("office")).isEqualTo(1);
        assertThat(variables.valueFault("office", "10.0.0.0/8 192.0.2.1")).isEmpty();
        assertThat(variables.valueFault("office", "10.0.0.0/40")).contains("Web", "10.0.0.0/40");
        assertThat(variables.valueFault("office", " ")).isNotEmpty();
        assertThat(variables.valueFault("other", "whatever"))
                .as("nothing uses it")
                .isEmpty();
    }

    @Test
    void rulesKeepTheirVariablesWhenTheyAreEdited() {
        variables.give("office", "10.0.0.1");
        variables.giveHere("office", "10.0.0.2");
        models.table().select(List.of(0));
        models.rules.toggleSelected();
        assertThat(variables.all()).extracting(VariablesModel.Variable::usual).containsExactly("10.0.0.1");
        assertThat(targets()).containsEntry("acme", Map.of("office", "10.0.0.2"));
    }

    private Map<String, Map<String, String>> targets() {
        return models.project.projectProperty().get().targets().stream()
                .collect(Collectors.toMap(Target::namespace, Target::variables));
    }
}
