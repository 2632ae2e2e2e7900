package org.firewright.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyOrderTest {
    private static final Map<String, AddressRanges> LISTS = Map.of("list", RandomPolicies.list());

    /** The first policy drops what its condition says; the second one has a rule of which is asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    prerouting -300 | tcp.dstport == 22                   | input 0       | tcp.dstport == 22            | true
                    prerouting 0    | tcp.dstport in {22 23}              | forward 0     | tcp.dstport == 22            | true
                    prerouting 0    | tcp.dstport == 22                   | postrouting 0 | tcp.dstport == 22            | false
                    prerouting 0    | tcp.dstport == 22                   | output 0      | tcp.dstport == 22            | false
                    input 0         | tcp.dstport == 22                   | forward 0     | tcp.dstport == 22            | false
                    input 0         | tcp.dstport == 22                   | prerouting 0  | tcp.dstport == 22            | false
                    forward 0       | ip.src in $list                     | forward 10    | ip.src == 10.1.0.1           | true
                    forward 10      | ip.src in $list                     | forward 0     | ip.src == 10.1.0.1           | false
                    forward 0       | ip.src in $list                     | forward 0     | ip.src == 10.1.0.1           | false
                    prerouting 0    | ip.ttl < 5                          | input 0       | ip.ttl == 4                  | false
                    prerouting 0    | ip.ttl < 5                          | forward 0     | ip.ttl == 4                  | false
                    prerouting 0    | ip.ttl < 5                          | prerouting 10 | ip.ttl == 4                  | true
                    prerouting 0    | tcp.flags.syn                       | forward 0     | tcp.flags.syn                | true
                    prerouting 0    | tcp.flags.syn                       | input 0       | tcp.flags.syn                | false
                    prerouting 0    | tcp.flags.syn                       | input 0       | tcp.flags.syn and ip.frag    | true
                    prerouting -300 | tcp.flags.syn                       | prerouting 0  | tcp.flags.syn                | true
                    prerouting -500 | tcp.flags.syn                       | prerouting 0  | tcp.flags.syn                | false
                    prerouting -500 | tcp.dstport == 22                   | prerouting 0  | tcp.dstport == 22            | false
                    prerouting -500 | tcp.dstport == 22                   | prerouting 0  | tcp.dstport == 22 and ip.src < 9.9.9.9 | true
                    prerouting -500 | tcp.dstport == 22                   | prerouting -450 | tcp.dstport == 22          | true
                    prerouting 0    | iif == "wan"                        | input 0       | iif == "wan"                 | true
                    prerouting 0    | iif == "wan" and tcp.dstport == 22  | input 0       | iif == "wan" and tcp.dstport == 22 | false
                    prerouting 0    | iif == "wan" and tcp.dstport == 22  | forward 0     | iif == "wan" and tcp.dstport == 22 | true
                    prerouting -300 | ct.state == "invalid"               | input 0       | ct.state == "invalid"        | false
                    prerouting -100 | ct.state == "invalid"               | forward 0     | ct.state == "invalid"        | true
                    prerouting 0    | tcp.payload contains "x"            | forward 0     | tcp.payload contains "x"     | true
                    prerouting 0    | rate(ip.src, 1, 1)                  | forward 0     | rate(ip.src, 1, 1)           | false
                    """)
    void whatAnEarlierPolicyDropsReachesNoLaterOne(
            String where, String dropped, String later, String asked, boolean never) {
        Policy one = policy("one", where, Action.ACCEPT, rule(dropped, Action.DROP));
        Policy two = policy("two", later, Action.DROP, rule(asked, Action.ACCEPT));
        List<Finding> findings =
                PolicyOrder.of(List.of(two, one), Groups.NONE, LISTS).findings();
        assertThat(findings)
                .hasSize(never ? 1 : 0)
                .allSatisfy(finding -> assertThat(finding.policy()).isEqualTo("two"));
    }

    /** Packets come to postrouting on two ways, so both have to drop them. */
    @Test
    void packetsMayLeaveOnTwoWays() {
        Policy last = policy("last", "postrouting 0", Action.ACCEPT, rule("udp.dstport == 53", Action.COUNT));
        Policy through = policy("through", "forward 0", Action.ACCEPT, rule("udp.dstport == 53", Action.REJECT));
        Policy own = policy("own", "output 0", Action.DROP, rule("udp.dstport == 123", Action.ACCEPT));
        assertThat(PolicyOrder.of(List.of(last, through), Groups.NONE, LISTS).findings())
                .isEmpty();
        assertThat(PolicyOrder.of(List.of(last, own), Groups.NONE, LISTS).findings())
                .isEmpty();
        assertThat(PolicyOrder.of(List.of(last, own, through), Groups.NONE, LISTS)
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem().text())
                        .isEqualTo(
                                "last, rule 1 (udp.dstport == 53): No packet that the rule asks for gets here: before,"
                                        + " own drops them by its default and through drops them by rule 1 (udp.dstport == 53)."
                                        + " Accept them there, or remove the rule."));
    }

    @Test
    void acceptingDecidesNothingForLaterPolicies() {
        Policy one = policy("one", "forward 0", Action.DROP, rule("tcp.dstport == 22", Action.ACCEPT));
        Policy two = policy(
                "two",
                "forward 1",
                Action.ACCEPT,
                rule("tcp.dstport == 22", Action.DROP),
                rule("tcp.dstport == 23", Action.DROP));
        assertThat(PolicyOrder.of(List.of(one, two), Groups.NONE, LISTS).findings())
                .extracting(Finding::rule)
                .containsExactly("tcp.dstport == 23");
    }

    /** No packet that the first lets pass meets a rule of the second that is said to be met by none. */
    @Test
    void agreesWithTheSimulatorOnRandomPolicies() {
        int found = 0;
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            Policy one = new RandomPolicies(random).policy(2 + random.nextInt(4), true, Hook.PREROUTING, 0);
            Policy two = new RandomPolicies(random)
                    .policy(
                            2 + random.nextInt(4),
                            true,
                            random.nextBoolean() ? Hook.INPUT : Hook.FORWARD,
                            random.nextInt(-1, 2));
            List<String> never = PolicyOrder.of(List.of(one, two), Groups.NONE, LISTS).findings().stream()
                    .map(Finding::rule)
                    .collect(Collectors.toCollection(ArrayList::new));
            found += never.size();
            Simulator first = Simulator.of(one, LISTS);
            Simulator second = Simulator.of(two, LISTS);
            RandomPackets packets = new RandomPackets(random);
            for (int i = 0; i < 1_000; i++) {
                Packet packet = packets.next();
                if (first.simulate(packet).action() == Action.ACCEPT) {
                    Outcome outcome = second.simulate(packet);
                    outcome.counted().forEach(rule -> assertThat(never).doesNotContain(rule.name()));
                    outcome.decidedBy().ifPresent(rule -> assertThat(never).doesNotContain(rule.name()));
                }
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    private static PolicyRule rule(String when, Action action) {
        return new PolicyRule(when, when, action, true, "");
    }

    private static Policy policy(String name, String where, Action end, PolicyRule... rules) {
        String[] parts = where.split(" ", 2);
        Hook hook = Hook.valueOf(parts[0].toUpperCase(Locale.ROOT));
        return new Policy(name, hook, Integer.parseInt(parts[1]), end, List.of(rules));
    }
}
