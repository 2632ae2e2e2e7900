package org.firewright.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.RulePlace;
import org.firewright.simulate.Simulator;
import org.junit.jupiter.api.Test;

/** Rules of groups in the light of all jumps to them. */
class ProjectAnalysisTest {
    private static final Map<String, AddressRanges> LISTS = Map.of("list", RandomPolicies.list());

    @Test
    void aRuleThatNothingReachesFromAnywhereIsDead() {
        Groups groups = Groups.of(List.of(group(
                "web",
                rule("Plain", "tcp.dstport == 80", Action.ACCEPT),
                rule("Secure", "tcp.dstport == 443", Action.ACCEPT),
                rule("Shell", "tcp.dstport == 22", Action.REJECT))));
        Policy one =
                policy("one", rule("No plain", "tcp.dstport == 80", Action.REJECT), jump("In", "tcp.dstport < 100"));
        Policy two = policy("two", jump("In", "tcp.dstport in {80 443}"));
        assertThat(sentences(groups, one))
                .containsExactly(
                        "web 1 SHADOWED: The rule can never match: every packet that it asks for is decided before by"
                                + " rule 1 (No plain) of one.",
                        "web 2 CONTRADICTION: The rule can never match: what it asks for and what the jumps to it ask for"
                                + " never hold together.");
        assertThat(sentences(groups, two))
                .containsExactly(
                        "web 3 CONTRADICTION: The rule can never match: what it asks for and what the jumps to it"
                                + " ask for never hold together.");
        assertThat(sentences(groups, one, two)).isEmpty();
    }

    @Test
    void whatAGroupDecidesNoLaterRuleSees() {
        Groups groups = Groups.of(List.of(group("web", rule("Web", "tcp.dstport == 80", Action.ACCEPT))));
        Policy edge = policy(
                "edge",
                jump("In", "ip.proto == \"tcp\""),
                rule("Late", "tcp.dstport == 80", Action.DROP),
                rule("Other", "tcp.dstport == 81", Action.DROP));
        List<Finding> findings = ProjectAnalysis.of(List.of(new ProjectAnalysis.Subject(edge, groups)), LISTS)
                .findings();
        assertThat(findings).hasSize(2);
        assertThat(findings.getFirst().sentence())
                .endsWith("is decided before by rule 1 (In) with rule 1 (Web) of web.");
        assertThat(findings.getFirst().others()).containsExactly(1);
        assertThat(findings.getLast().kind()).isEqualTo(Finding.Kind.REDUNDANT);
    }

    @Test
    void aJumpThatChangesNothingIsTold() {
        Groups groups = Groups.of(List.of(group("web", rule("Web", "tcp.dstport == 80", Action.ACCEPT))));
        Policy edge =
                policy("edge", jump("In", "tcp.dstport in {80 81}"), rule("Again", "tcp.dstport == 80", Action.ACCEPT));
        assertThat(sentences(groups, edge))
                .anyMatch(sentence -> sentence.startsWith("edge 1 REDUNDANT: Without the jump the same would become"));
    }

    /** Against the simulator, with packets of which most meet some rule: none meets a rule that is said to be dead. */
    @Test
    void noPacketMeetsADeadRule() {
        Random random = new Random(7);
        RandomPolicies policies = new RandomPolicies(random);
        int dead = 0;
        for (int i = 0; i < 150; i++) {
            Policy inner = Policy.group("inner", policies.policy(6, false).rules(), Map.of());
            Policy outer = Policy.group(
                    "outer", withJumps(random, policies.policy(6, false).rules(), "inner"), Map.of());
            Groups groups = Groups.of(List.of(outer, inner));
            List<Policy> hooked = List.of(
                    policies.policy(6, false)
                            .withRules(
                                    withJumps(random, policies.policy(6, false).rules(), "outer")),
                    policies.policy(6, false)
                            .withRules(
                                    withJumps(random, policies.policy(6, false).rules(), "inner"))
                            .withName("other"));
            List<Finding> findings = ProjectAnalysis.of(
                            hooked.stream()
                                    .map(policy -> new ProjectAnalysis.Subject(policy, groups))
                                    .toList(),
                            LISTS)
                    .findings()
                    .stream()
                    .filter(finding ->
                            finding.kind() == Finding.Kind.SHADOWED || finding.kind() == Finding.Kind.CONTRADICTION)
                    .toList();
            dead += findings.stream()
                                    .filter(finding ->
                                            groups.named(finding.policy()).isPresent())
                                    .count()
                            > 0
                    ? 1
                    : 0;
            for (Policy policy : hooked) {
                Simulator simulator = Simulator.of(policy, groups, LISTS, AddressFacts.NONE);
                RandomPackets packets = new RandomPackets(random);
                for (int j = 0; j < 60; j++) {
                    Outcome outcome = simulator.simulate(packets.next());
                    List<RulePlace> met = new ArrayList<>(outcome.counted());
                    outcome.decidedBy().ifPresent(met::add);
                    Map<String, Finding> said = new HashMap<>();
                    findings.forEach(finding -> said.put(finding.policy() + finding.number(), finding));
                    assertThat(met).noneMatch(place -> said.containsKey(place.policy() + place.number()));
                }
            }
        }
        assertThat(dead).isGreaterThan(5);
    }

    private static List<PolicyRule> withJumps(Random random, List<PolicyRule> rules, String group) {
        return rules.stream()
                .map(rule -> random.nextInt(3) == 0 ? rule.withJump(group) : rule)
                .toList();
    }

    private static List<String> sentences(Groups groups, Policy... policies) {
        return ProjectAnalysis.of(
                        List.of(policies).stream()
                                .map(policy -> new ProjectAnalysis.Subject(policy, groups))
                                .toList(),
                        LISTS)
                .findings()
                .stream()
                .map(finding ->
                        finding.policy() + " " + finding.number() + " " + finding.kind() + ": " + finding.sentence())
                .toList();
    }

    private static Policy policy(String name, PolicyRule... rules) {
        return new Policy(name, Hook.INPUT, 0, Action.DROP, List.of(rules));
    }

    private static Policy group(String name, PolicyRule... rules) {
        return Policy.group(name, List.of(rules), Map.of());
    }

    private static PolicyRule jump(String name, String when) {
        return rule(name, when, Action.COUNT).withJump("web");
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return new PolicyRule(name, when, action, true, "");
    }
}
