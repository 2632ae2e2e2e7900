package org.firewright.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.firewright.agent.api.Hook;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index leaves out must not hold: a trace, which asks every rule, has to come to the same end. */
class RuleIndexTest {
    private static final int PACKETS = 2_000;

    private final Random random = new Random(5);

    /** The most has more bounds than are kept. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 300, 6_000})
    void indexLeavesOutOnlyRulesThatDoNotHold(int rules) {
        Simulator simulator = Simulator.of(policy(rules), Map.of());
        assertThat(simulator.problems()).isEmpty();
        int decided = 0;
        for (int i = 0; i < (rules > 1_000 ? 50 : PACKETS); i++) {
            Packet packet = Packet.of(packet(), Packet.Surroundings.NONE);
            Optional<String> expected = simulator.trace(packet).stream()
                    .filter(trace -> trace.holds())
                    .map(trace -> trace.rule().name())
                    .findFirst();
            assertThat(simulator.simulate(packet).decidedBy().map(RulePlace::name))
                    .isEqualTo(expected);
            decided += expected.isPresent() ? 1 : 0;
        }
        assertThat(decided).isPositive();
    }

    private Policy policy(int number) {
        List<PolicyRule> rules = new ArrayList<>();
        while (rules.size() < number) {
            String when = rules.size() == number - 1 ? "ip.ttl > 0" : expression();
            rules.add(new PolicyRule("rule " + rules.size(), when, Action.DROP, true, ""));
        }
        return new Policy("random", Hook.PREROUTING, 0, Action.ACCEPT, rules);
    }

    private String expression() {
        String one = condition();
        String other = condition();
        return switch (random.nextInt(8)) {
            case 0 -> one + " or " + other;
            case 1 -> one + " xor " + other;
            case 2 -> "not (" + one + ") and " + other;
            case 3 -> "(" + one + " or " + other + ") and " + condition();
            case 4 -> one;
            default -> one + " and " + other;
        };
    }

    private String condition() {
        String field = random.nextBoolean() ? "ip.src" : "ip.dst";
        String port = random.nextBoolean() ? "tcp.dstport" : "udp.dstport";
        return switch (random.nextInt(10)) {
            case 0 -> field + " in {10.0." + random.nextInt(4) + ".0/24 2001:db8::/48}";
            case 1 ->
                field + " in {" + address(false).text() + " " + address(true).text() + "}";
            case 2 -> field + " == " + address(true).text();
            case 3 -> field + " != " + address(false).text();
            case 4 -> field + " in {}";
            case 5 -> port + " in {" + random.nextInt(50) + ".." + (50 + random.nextInt(50)) + " 443}";
            case 6 -> port + " != " + random.nextInt(100);
            case 7 -> port + " == " + random.nextInt(100);
            case 8 -> "ip.proto == \"tcp\"";
            default -> field + " == " + address(false).text();
        };
    }

    private byte[] packet() {
        boolean v6 = random.nextInt(4) == 0;
        int protocol = List.of(Protocols.TCP, Protocols.UDP, Protocols.ICMP).get(random.nextInt(3));
        byte[] packet = PacketForm.of(address(v6), address(v6), protocol, random.nextInt(65_536), random.nextInt(110))
                .bytes();
        boolean cut = random.nextInt(10) == 0;
        return cut ? Arrays.copyOf(packet, random.nextInt(packet.length)) : packet;
    }

    private IpAddress address(boolean v6) {
        int host = random.nextInt(4) * 256 + random.nextInt(6);
        return v6 ? new IpAddress(true, 0x20010db8_00000000L, random.nextInt(6)) : IpAddress.v4((10 << 24) + host);
    }
}
