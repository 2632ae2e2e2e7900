package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.RateLimit;
import org.junit.jupiter.api.Test;

class RulesModelTest {
    private final Models models = new Models();
    private final RulesModel rules = models.rules;

    @Test
    void everyChangeIsOneStepWithAName() {
        models.table().select(List.of(0));
        rules.move(1);
        assertThat(models.names("edge")).containsExactly("Names", "Scans", "Web", "Rest");
        assertThat(models.undo()).isEqualTo("move rule 1");
        assertThat(models.table().selectedProperty().get())
                .as("it stays selected")
                .containsExactly(1);
        rules.act(Action.DROP);
        assertThat(models.rule(1).action()).isEqualTo(Action.DROP);
        models.project.history().undo();
        models.project.history().undo();
        assertThat(models.names("edge")).containsExactly("Scans", "Names", "Web", "Rest");
        assertThat(models.undo()).isEmpty();
    }

    @Test
    void aNamespaceGetsASecondPolicyAndEachIsShownWhenItIsChosen() {
        rules.targetPolicies().use("inner");
        assertThat(models.undo()).isEqualTo("use inner for lab1/acme");
        assertThat(rules.targetPolicies().all()).extracting(Policy::name).containsExactly("inner", "edge");
        assertThat(rules.policyProperty().get().name())
                .as("the new one is shown")
                .isEqualTo("inner");
        String logins = models.table().rows().getFirst().id();
        rules.targetPolicies().choose("edge");
        assertThat(models.table().rows()).hasSize(4);
        assertThat(models.table().rows().getFirst().id()).isNotEqualTo(logins);
        assertThat(models.table().compilationProperty().get().policy().name()).isEqualTo("edge");
        models.choose("globex");
        assertThat(rules.policyProperty().get().name()).as("it has no other").isEqualTo("inner");
        models.choose("acme");
        rules.targetPolicies().leave("edge");
        assertThat(rules.target().orElseThrow().policies()).containsExactly("inner");
        rules.targetPolicies().leave("inner");
        assertThat(rules.target().orElseThrow().policies()).as("one stays").containsExactly("inner");
        models.project.history().undo();
        models.project.history().undo();
        assertThat(rules.targetPolicies().all()).extracting(Policy::name).containsExactly("edge");
    }

    @Test
    void aGroupIsBegunByAJumpAndEditedAsAPolicyIs() {
        models.table().select(List.of(2));
        rules.groups().begin();
        assertThat(models.undo()).isEqualTo("begin group web");
        assertThat(models.rule(2).to()).isEqualTo("web");
        assertThat(rules.targetPolicies().all()).extracting(Policy::name).containsExactly("edge", "web");
        assertThat(rules.groups().reachable()).containsExactly("web");
        rules.targetPolicies().choose("web");
        rules.add();
        rules.act(Action.DROP);
        assertThat(models.names("web")).hasSize(1);
        assertThat(rules.groups().reachable()).as("it cannot jump to itself").isEmpty();
        assertThat(rules.groups().jumpsTo("web")).containsExactly("edge, rule 3: Web");
        models.name = "web servers";
        rules.groups().rename();
        assertThat(rules.policyProperty().get().name()).isEqualTo("web servers");
        rules.targetPolicies().choose("edge");
        assertThat(models.rule(2).to()).isEqualTo("web servers");
        rules.groups().remove("web servers");
        assertThat(rules.targetPolicies().all()).as("a rule jumps to it").hasSize(2);
        models.table().select(List.of(2));
        rules.act(Action.COUNT);
        rules.groups().remove("web servers");
        assertThat(models.project.projectProperty().get().groups().byName()).isEmpty();
        for (int i = 0; i < 6; i++) {
            models.project.history().undo();
        }
        assertThat(models.undo()).isEmpty();
        assertThat(models.rule(2).action()).isEqualTo(Action.COUNT);
    }

    @Test
    void aRuleThatIsOffShowsItsGroupAllTheSame() {
        models.table().select(List.of(2));
        rules.groups().begin();
        rules.toggleSelected();
        assertThat(rules.targetPolicies().all()).extracting(Policy::name).containsExactly("edge", "web");
        rules.targetPolicies().choose("web");
        assertThat(models.table().compilationProperty().get().policy().isGroup())
                .isTrue();
    }

    @Test
    void rulesGoToAGroupAsToAPolicy() {
        models.table().select(List.of(2));
        rules.groups().begin();
        rules.targetPolicies().choose("web");
        rules.paste(List.of(models.project
                .projectProperty()
                .get()
                .policy("edge")
                .orElseThrow()
                .rules()
                .getFirst()));
        DropPlan sent = rules.plan(
                new Carried.Rules("web", List.of(0), ""),
                new DropPlace.OnNamespace("lab1/globex", List.of("inner")),
                true);
        rules.apply(sent);
        assertThat(models.names("inner")).containsExactly("Logins", "Scans");
    }

    @Test
    void valuesThatNoPolicyKnowsAnyMoreGoWithThePolicy() {
        rules.variables().give("port", "22");
        rules.variables().giveHere("port", "2222");
        rules.targetPolicies().use("inner");
        rules.targetPolicies().leave("edge");
        assertThat(rules.target().orElseThrow().variables()).isEmpty();
    }

    @Test
    void rulesAreNotMovedBeyondTheEnds() {
        models.table().select(List.of(0, 1));
        rules.move(-1);
        assertThat(models.undo()).isEmpty();
        models.table().select(List.of(3));
        rules.move(1);
        assertThat(models.undo()).isEmpty();
    }

    @Test
    void severalRulesAreSwitchedTogetherAndOffOnlyWhereAllAreOn() {
        models.table().select(List.of(1, 2));
        rules.toggleSelected();
        assertThat(models.table().rows())
                .extracting(row -> row.rule().enabled())
                .containsExactly(true, false, false, true);
        models.table().select(List.of(0, 1));
        rules.toggleSelected();
        assertThat(models.table().rows())
                .extracting(row -> row.rule().enabled())
                .containsExactly(true, true, false, true);
        assertThat(models.undo()).isEqualTo("turn 2 rules on");
    }

    @Test
    void removingTakesTheChipUnderTheCursorElseTheRules() {
        models.table().select(List.of(0));
        rules.moveCursor(1);
        rules.moveCursor(1);
        rules.remove();
        assertThat(models.rule(0).when()).isEqualTo("ip.src in {192.0.2.0/24}");
        rules.remove();
        assertThat(models.names("edge")).containsExactly("Names", "Web", "Rest");
        assertThat(models.table().chosenProperty().get().rule().name()).isEqualTo("Names");
    }

    @Test
    void typingIntoOneFieldIsOneStep() {
        RuleRow row = models.table().rows().get(2);
        rules.edit(row, "rename rule 3", "name", rule -> rule.withName("Web s"));
        rules.edit(row, "rename rule 3", "name", rule -> rule.withName("Web server"));
        models.project.history().undo();
        assertThat(models.rule(2).name()).isEqualTo("Web");
    }

    @Test
    void aLimitIsSetChangedAndTakenAway() {
        RateLimit limit = new RateLimit(true, 10, RateLimit.Unit.BYTES, RateLimit.Period.MINUTE, 20);
        rules.limit(models.table().rows().get(0), Optional.of(limit));
        assertThat(models.rule(0).limit()).contains(limit);
        assertThat(models.undo()).isEqualTo("limit of rule 1");
        rules.limit(models.table().rows().get(0), Optional.of(limit));
        models.project.history().undo();
        assertThat(models.undo()).as("the same limit again is no step").isEmpty();
        rules.limit(models.table().rows().get(0), Optional.of(limit));
        rules.limit(models.table().rows().get(0), Optional.empty());
        assertThat(models.rule(0).limit()).isEmpty();
    }

    @Test
    void aDroppedLimitIsEditedAtOnce() {
        DropPlan plan = rules.plan(new Carried.OfLimit(), new DropPlace.OnRule(1), true);
        rules.apply(plan);
        assertThat(models.rule(1).limit()).contains(LimitDraft.FIRST);
        assertThat(rules.limitedProperty().get().index()).isEqualTo(1);
        assertThat(rules.plan(new Carried.OfLimit(), new DropPlace.Gap(1), true))
                .isInstanceOf(DropPlan.Refusal.class);
    }

    @Test
    void aDroppedJumpAsksForItsGroupBeforeItChangesARule() {
        rules.apply(rules.plan(new Carried.OfJump(), new DropPlace.OnRule(1), true));
        assertThat(rules.jumpingProperty().get().index()).isEqualTo(1);
        assertThat(models.undo()).as("nothing has changed").isEmpty();
        rules.apply(rules.plan(new Carried.OfJump(), new DropPlace.Gap(1), true));
        assertThat(models.undo()).isEqualTo("add rule 2");
        rules.groups().begin();
        assertThat(models.rule(1).to()).isEqualTo("web");
        assertThat(rules.plan(new Carried.OfJump(), new DropPlace.OnNamespace("lab1/globex", List.of()), true))
                .isInstanceOf(DropPlan.Refusal.class);
    }

    @Test
    void copiesStandBehindTheSelectedRulesUnderNamesOfTheirOwn() {
        models.table().select(List.of(1));
        rules.paste(List.of(models.rule(1), models.rule(2)));
        assertThat(models.names("edge")).hasSize(6).doesNotHaveDuplicates().startsWith("Scans", "Names");
        assertThat(models.table().selectedProperty().get()).containsExactly(2, 3);
        assertThat(models.rule(2).when()).isEqualTo("udp.dstport == 53");
    }

    @Test
    void whatIsAskedForByKeyboardAndRefusedSaysWhy() {
        models.table().select(List.of(1));
        DropPlan plan = rules.planAtCursor(new Carried.Block("TCP", "tcp.dstport in {443}"), false);
        rules.apply(plan);
        rules.say(plan);
        assertThat(rules.messageProperty().get()).contains("both UDP and TCP");
        assertThat(models.undo()).isEmpty();
    }

    @Test
    void theCursorWalksOverTheChipsAndLeavesWithItsRule() {
        models.table().select(List.of(0));
        rules.moveCursor(1);
        rules.moveCursor(1);
        rules.moveCursor(1);
        assertThat(rules.cursorProperty().get().place()).isEqualTo(new Conditions.Place(1, 0));
        models.table().select(List.of(1));
        assertThat(rules.cursorProperty().get()).isNull();
    }

    @Test
    void whereRulesCanBeSentIsEveryTargetOfAnotherPolicy() {
        assertThat(rules.others()).extracting(target -> target.namespace()).containsExactly("globex");
        models.table().select(List.of(1));
        Carried.Rules carried = new Carried.Rules("edge", List.of(1), "");
        rules.apply(rules.plan(carried, new DropPlace.OnNamespace("lab1/globex", List.of("inner")), true));
        assertThat(models.names("inner")).containsExactly("Logins", "Names");
        assertThat(models.names("edge")).contains("Names");
        rules.apply(rules.plan(carried, new DropPlace.OnNamespace("lab1/globex", List.of("inner")), false));
        assertThat(models.names("edge")).doesNotContain("Names");
    }

    @Test
    void aNewRuleIsSelectedAndOff() {
        rules.add();
        PolicyRule made = models.table().chosenProperty().get().rule();
        assertThat(made.name()).isEqualTo("New rule");
        assertThat(made.enabled()).isFalse();
    }
}
