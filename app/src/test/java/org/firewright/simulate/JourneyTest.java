package org.firewright.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.firewright.agent.api.Hook;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Way;
import org.junit.jupiter.api.Test;

class JourneyTest {
    @Test
    void anAcceptDoesNotKeepALaterPolicyFromDropping() {
        Policy first =
                policy("first", Hook.PREROUTING, 0, Action.DROP, rule("Web", "tcp.dstport == 80", Action.ACCEPT));
        Policy last = policy("last", Hook.INPUT, 0, Action.ACCEPT, rule("No web", "tcp.dstport == 80", Action.REJECT));
        Journey.Passed passed = simulate(Way.TO, List.of(last, first), 80);
        assertThat(passed.action()).isEqualTo(Action.REJECT);
        assertThat(passed.met()).extracting(met -> met.policy().name()).containsExactly("first", "last");
        assertThat(passed.stopped().orElseThrow().outcome().decidedBy())
                .contains(new RulePlace("last", 1, last.rules().getFirst()));
    }

    @Test
    void whatIsDroppedMeetsNoLaterPolicy() {
        Policy first = policy("first", Hook.INPUT, -5, Action.DROP);
        Policy last = policy("last", Hook.INPUT, 5, Action.ACCEPT, rule("All", "", Action.COUNT));
        Journey.Passed passed = simulate(Way.TO, List.of(last, first), 80);
        assertThat(passed.action()).isEqualTo(Action.DROP);
        assertThat(passed.met()).extracting(met -> met.policy().name()).containsExactly("first");
    }

    @Test
    void onlyPoliciesOnTheWayAreMet() {
        List<Policy> policies = List.of(
                policy("in", Hook.INPUT, 0, Action.DROP),
                policy("pass", Hook.FORWARD, 0, Action.ACCEPT),
                policy("out", Hook.OUTPUT, 0, Action.ACCEPT));
        assertThat(simulate(Way.TO, policies, 80).action()).isEqualTo(Action.DROP);
        assertThat(simulate(Way.THROUGH, policies, 80).action()).isEqualTo(Action.ACCEPT);
        assertThat(simulate(Way.FROM, policies, 80).met()).hasSize(1);
    }

    @Test
    void aForwardedPacketLivesOneHopLess() {
        PolicyRule as = rule("As it came", "ip.ttl == 64", Action.COUNT);
        PolicyRule less = rule("One less", "ip.ttl == 63", Action.COUNT);
        List<Policy> policies = List.of(
                policy("first", Hook.PREROUTING, 0, Action.ACCEPT, as, less),
                policy("then", Hook.FORWARD, 0, Action.ACCEPT, as, less),
                policy("last", Hook.POSTROUTING, 0, Action.ACCEPT, as, less));
        assertThat(simulate(Way.THROUGH, policies, 80).met())
                .extracting(met ->
                        met.outcome().counted().stream().map(RulePlace::rule).toList())
                .containsExactly(List.of(as), List.of(less), List.of(less));
    }

    @Test
    void theChecksumIsThatOfTheSentPacketAndTheLastHopIsTheEnd() {
        Packet packet = packet(80);
        for (int hops = 1; hops < 64; hops++) {
            packet = packet.forwarded().orElseThrow();
            assertThat(FieldValues.number(Field.IP_TTL, packet)).isEqualTo(64 - hops);
            long sum = 0;
            for (int i = 0; i < 160; i += 16) {
                sum += packet.bits(i, 16);
            }
            assertThat((sum & 0xffff) + (sum >>> 16)).isEqualTo(0xffff); // RFC 1071
        }
        assertThat(packet.forwarded()).isEmpty();
    }

    private static Journey.Passed simulate(Way way, List<Policy> policies, int port) {
        return Journey.of(way, policies, Groups.NONE, Map.of(), AddressFacts.NONE)
                .simulate(packet(port));
    }

    private static Packet packet(int port) {
        IpAddress from = IpAddress.parse("192.0.2.1").orElseThrow();
        IpAddress to = IpAddress.parse("192.0.2.2").orElseThrow();
        return Packet.of(PacketForm.of(from, to, Protocols.TCP, 40_000, port).bytes(), Packet.Surroundings.NONE);
    }

    private static Policy policy(String name, Hook hook, int priority, Action otherwise, PolicyRule... rules) {
        return new Policy(name, hook, priority, otherwise, List.of(rules));
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return new PolicyRule(name, when, action, true, "");
    }
}
