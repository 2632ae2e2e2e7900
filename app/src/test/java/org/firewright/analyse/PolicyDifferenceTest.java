package org.firewright.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Packet;
import org.firewright.simulate.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDifferenceTest {
    private static final Map<String, AddressRanges> LISTS = Map.of("list", RandomPolicies.list());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    tcp.dstport == 22                       | tcp.dstport in {22..22}                  |
                    tcp.dstport == 22                       | tcp.dstport in {22 23}                   | ACCEPT DROP ip.proto in {"tcp"} and destination port in {23}
                    ip.src in {10.0.0.0/8}                  | ip.src in {10.0.0.0/9}                   | DROP ACCEPT ip.src in {10.128.0.0/9}
                    ip.src in $list                         | ip.src in {10.1.0.0/16 192.0.2.0/24 2001:db8::..2001:db8::ff} |
                    accept: sip; tcp.dstport == 1           | tcp.dstport == 1                         |
                    """)
    void tellsWhichPacketsMeetAnotherEnd(String before, String after, String expected) {
        Difference difference =
                between(PolicyAnalysisTest.policy(before), LISTS, PolicyAnalysisTest.policy(after), LISTS);
        assertThat(difference.changes().stream()
                        .map(change -> change.before() + " " + change.after() + " " + change.packets())
                        .collect(Collectors.joining("; ")))
                .isEqualTo(expected == null ? "" : expected);
        assertThat(difference.changes())
                .allSatisfy(change -> assertThat(change.example().confirmed()).isTrue());
    }

    @Test
    void aListMayChangeAsWellAsARule() {
        Policy policy = PolicyAnalysisTest.policy("ip.src in $list");
        Difference difference = between(policy, LISTS, policy, Map.of("list", AddressRanges.EMPTY));
        assertThat(difference.changes()).hasSize(1);
        assertThat(difference.changes().getFirst().example().confirmed()).isTrue();
    }

    @Test
    void aPolicyThatMovesIsADifference() {
        Policy policy = PolicyAnalysisTest.policy("oif == \"a\"");
        Policy moved = new Policy("p", Hook.FORWARD, -10, Action.ACCEPT, policy.rules());
        assertThat(between(policy, LISTS, policy, LISTS).isEmpty()).isTrue();
        Difference difference = between(policy, LISTS, moved, LISTS);
        assertThat(difference.move().orElseThrow().sentence())
                .startsWith("It moves from prerouting, priority 0 to forward, priority -10: other packets meet it");
        assertThat(difference.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.packets()).isEqualTo("oif in {\"a\"}"));
        assertThat(difference.changes().getFirst().example().confirmed()).isTrue();
    }

    /** Where a difference is told, the simulator sees it at the example; where none is told, no packet shows one. */
    @Test
    void agreesWithTheSimulatorOnRandomPolicies() {
        int same = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Policy before = new RandomPolicies(random).policy(2 + random.nextInt(6), false);
            Policy after = changed(before, random);
            Difference difference = between(before, LISTS, after, LISTS);
            assertThat(difference.changes())
                    .allSatisfy(
                            change -> assertThat(change.example().confirmed()).isTrue());
            same += difference.isEmpty() ? 1 : 0;
            Simulator one = Simulator.of(before, LISTS);
            Simulator other = Simulator.of(after, LISTS);
            RandomPackets packets = new RandomPackets(random);
            for (int i = 0; i < 500; i++) {
                Packet packet = packets.next();
                if (one.simulate(packet).action() != other.simulate(packet).action()) {
                    assertThat(difference.isEmpty())
                            .as("%s to %s", before, after)
                            .isFalse();
                }
            }
        }
        assertThat(same).isBetween(20, 280);
    }

    private static Policy changed(Policy policy, Random random) {
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        PolicyRule moved = rules.remove(random.nextInt(rules.size()));
        if (random.nextBoolean()) {
            rules.add(random.nextInt(rules.size() + 1), moved);
        }
        return new Policy(policy.name(), policy.hook(), policy.priority(), policy.defaultAction(), rules);
    }

    private static Difference between(
            Policy before,
            Map<String, AddressRanges> listsBefore,
            Policy after,
            Map<String, AddressRanges> listsAfter) {
        return PolicyDifference.between(
                new PolicyDifference.Sided(before, Groups.NONE, listsBefore),
                new PolicyDifference.Sided(after, Groups.NONE, listsAfter));
    }
}
