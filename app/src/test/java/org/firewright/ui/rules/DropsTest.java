package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.junit.jupiter.api.Test;

class DropsTest {
    private static final PolicyRule SCANS = rule("Scans", "ip.src in $ipsum and tcp.dstport in {22 23}", Action.DROP);
    private static final PolicyRule NAMES = rule("Names", "udp.dstport == 53", Action.ACCEPT);
    private static final PolicyRule EVERY = rule("Every", "", Action.COUNT);
    private static final PolicyRule ODD = rule("Odd", "sip xor dns", Action.COUNT);
    private static final PolicyRule BROKEN = rule("Broken", "ip.src in", Action.COUNT);
    private static final Policy EDGE =
            new Policy("edge", Hook.FORWARD, 0, Action.ACCEPT, List.of(SCANS, NAMES, EVERY, ODD, BROKEN));
    private static final Policy INNER = new Policy("inner", Hook.INPUT, 0, Action.DROP, List.of(NAMES));
    private static final Project PROJECT = new Project(Path.of("/p"), "p", List.of(), List.of(EDGE, INNER), List.of());

    @Test
    void aBlockOntoARuleMustHoldToo() {
        assertThat(whenOf(plan(block("ip.ttl < 5"), new DropPlace.OnRule(1)), 1))
                .isEqualTo("udp.dstport == 53 and ip.ttl < 5");
    }

    @Test
    void aBlockOntoARuleForEveryPacketIsItsOnlyCondition() {
        assertThat(whenOf(plan(block("ip.ttl < 5"), new DropPlace.OnRule(2)), 2))
                .isEqualTo("ip.ttl < 5");
    }

    @Test
    void aBlockOntoAChipIsAnAlternativeToIt() {
        DropPlan plan = plan(block("ip.ttl < 5"), new DropPlace.OnChip(0, 1, 0));
        assertThat(whenOf(plan, 0)).isEqualTo("ip.src in $ipsum and (tcp.dstport in {22 23} or ip.ttl < 5)");
        assertThat(((DropPlan.Change) plan).edited()).isEqualTo(new Conditions.Place(1, 1));
    }

    @Test
    void aBlockBetweenRulesBeginsARuleThatIsOff() {
        DropPlan plan = plan(block("ip.ttl < 5"), new DropPlace.Gap(1));
        assertThat(rules(plan).get(1)).isEqualTo(new PolicyRule("New rule", "ip.ttl < 5", Action.COUNT, false, ""));
        assertThat(((DropPlan.Change) plan).selected()).containsExactly(1);
        assertThat(((DropPlan.Change) plan).name()).isEqualTo("add rule 2");
    }

    @Test
    void aTextWithoutChipsIsKeptInParentheses() {
        assertThat(whenOf(plan(block("ip.ttl < 5"), new DropPlace.OnRule(3)), 3))
                .isEqualTo("(sip xor dns) and ip.ttl < 5");
    }

    @Test
    void aListOntoARuleIsAboutTheSourceAndOntoAChipAboutTheChipsAddress() {
        assertThat(whenOf(plan(new Carried.AddressList("bad"), new DropPlace.OnRule(1)), 1))
                .isEqualTo("udp.dstport == 53 and ip.src in $bad");
        assertThat(whenOf(plan(new Carried.AddressList("bad"), new DropPlace.OnChip(0, 0, 0)), 0))
                .isEqualTo("(ip.src in $ipsum or ip.src in $bad) and tcp.dstport in {22 23}");
    }

    @Test
    void whatMakesNoSenseSaysWhy() {
        assertThat(words(block("udp.dstport == 53"), new DropPlace.OnRule(1))).contains("has this condition already");
        assertThat(words(block("tcp.dstport in {443}"), new DropPlace.OnRule(1)))
                .isEqualTo("Rule 2 would never match: no packet is both UDP and TCP.");
        assertThat(words(block("ip.ttl < 5"), new DropPlace.OnRule(4))).contains("has an error");
        assertThat(words(block("ip.ttl < 5"), new DropPlace.OnNamespace("lab1/x", List.of("inner"))))
                .contains("takes rules");
        assertThat(words(new Carried.OfAction(Action.DROP), new DropPlace.OnRule(0)))
                .contains("is DROP already");
        assertThat(words(rules(0), new DropPlace.OnRule(1))).contains("between rules");
        assertThat(words(rules(0), new DropPlace.Gap(1))).contains("here already");
        assertThat(words(rules(0), new DropPlace.OnNamespace("lab1/x", List.of())))
                .contains("no policy");
        assertThat(words(rules(0), new DropPlace.OnNamespace("lab1/x", List.of("edge"))))
                .contains("same policy");
    }

    @Test
    void severalRulesMoveTogetherAndKeepTheirOrder() {
        DropPlan plan = plan(rules(0, 2), new DropPlace.Gap(5));
        assertThat(rules(plan)).containsExactly(NAMES, ODD, BROKEN, SCANS, EVERY);
        assertThat(((DropPlan.Change) plan).selected()).containsExactly(3, 4);
        assertThat(((DropPlan.Change) plan).name()).isEqualTo("move 2 rules");
        assertThat(rules(plan(rules(4), new DropPlace.Gap(0)))).containsExactly(BROKEN, SCANS, NAMES, EVERY, ODD);
    }

    @Test
    void copiesHaveNamesOfTheirOwn() {
        DropPlan plan = new Drops(PROJECT, EDGE).plan(rules(1), new DropPlace.Gap(0), true);
        assertThat(rules(plan).getFirst()).isEqualTo(NAMES.withName("Names 2"));
        assertThat(rules(plan)).hasSize(6);
    }

    @Test
    void rulesGoToThePolicyOfAnotherNamespace() {
        DropPlan.Change moved =
                (DropPlan.Change) plan(rules(0, 1), new DropPlace.OnNamespace("lab1/globex", List.of("inner")));
        assertThat(moved.after().policy("inner").orElseThrow().rules())
                .containsExactly(NAMES, SCANS, NAMES.withName("Names 2"));
        assertThat(rules(moved)).containsExactly(EVERY, ODD, BROKEN);
        DropPlan.Change copied = (DropPlan.Change) new Drops(PROJECT, EDGE)
                .plan(rules(0), new DropPlace.OnNamespace("lab1/globex", List.of("inner")), true);
        assertThat(rules(copied)).isEqualTo(EDGE.rules());
    }

    @Test
    void aConditionMovesToAnotherRule() {
        Carried from = new Carried.Condition("edge", 0, 1, 0, "tcp.dstport in {22 23}");
        DropPlan plan = plan(from, new DropPlace.OnRule(2));
        assertThat(whenOf(plan, 0)).isEqualTo("ip.src in $ipsum");
        assertThat(whenOf(plan, 2)).isEqualTo("tcp.dstport in {22 23}");
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return new PolicyRule(name, when, action, true, "");
    }

    private static Carried block(String condition) {
        return new Carried.Block("", condition);
    }

    private static Carried rules(Integer... indices) {
        return new Carried.Rules("edge", List.of(indices), "");
    }

    private static DropPlan plan(Carried carried, DropPlace place) {
        return new Drops(PROJECT, EDGE).plan(carried, place, false);
    }

    private static String words(Carried carried, DropPlace place) {
        DropPlan plan = plan(carried, place);
        assertThat(plan).isInstanceOf(DropPlan.Refusal.class);
        return plan.words();
    }

    private static List<PolicyRule> rules(DropPlan plan) {
        assertThat(plan).isInstanceOf(DropPlan.Change.class);
        return ((DropPlan.Change) plan).after().policy("edge").orElseThrow().rules();
    }

    private static String whenOf(DropPlan plan, int index) {
        return rules(plan).get(index).when();
    }
}
