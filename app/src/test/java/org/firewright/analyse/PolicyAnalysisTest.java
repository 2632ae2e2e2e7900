package org.firewright.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAnalysisTest {
    private static final Map<String, AddressRanges> LISTS = Map.of("list", RandomPolicies.list());

    /** Rules drop unless they say accept, as the policy does in the end; findings are kind, rule, because of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    tcp.dstport == 22; accept: tcp.dstport == 22 and ip.frag; tcp.dstport in {23 24} | SHADOWED 2 [1]
                    tcp.dstport == 22; tcp.dstport in {22 23}                                 | REDUNDANT 1 [2]
                    tcp.dstport in {22 23}; tcp.dstport == 22                                 | SHADOWED 2 [1]
                    ip.src in {10.0.0.0/9}; ip.src in {10.128.0.0/9}; ip.src in {10.0.0.0/8}  | SHADOWED 3 [1, 2]
                    ip.src in $list; ip.src in {10.1.0.0/16 2001:db8::10}                     | SHADOWED 2 [1]
                    ip.src in $list; accept: ip.src in {10.0.0.0/15}                           | REDUNDANT 2 []
                    ip.src == 10.1.0.1; ip.dst in {10.0.0.0/8}; ip.src in $list and ip.dst == 10.1.1.1; ip.src in $list | REDUNDANT 1 [2, 4], SHADOWED 3 [1, 2]
                    ip.src in $list and ip.dst in $list; ip.src == 10.1.1.1 and ip.dst == 2001:db8::1 | CONTRADICTION 2 []
                    ip.src in {}                                                              | CONTRADICTION 1 []
                    tcp.dstport == 22 and udp.dstport == 22                                   | CONTRADICTION 1 []
                    tcp.flags.syn and tcp.flags == 16                                         | CONTRADICTION 1 []
                    tcp.dstport > 65535                                                       | CONTRADICTION 1 []
                    ip6.nexthdr == 6 and ip6.routing                                          | CONTRADICTION 1 []
                    ip.src == 10.0.0.1 and ip6.fragment                                       | CONTRADICTION 1 []
                    ip.opt.type == 7 and ip.hdr_len == 5                                      | CONTRADICTION 1 []
                    tcp.dstport == 80 and bit_slice(tcp, 16, 32) == 81                        | CONTRADICTION 1 []
                    ip.proto == "tcp" and icmp.type == 8                                      | CONTRADICTION 1 []
                    ip.len == 22 and tcp.dstport == 80                                        | CONTRADICTION 1 []
                    ip.len < 34 and tcp.flags.syn                                             | CONTRADICTION 1 []
                    ip.len in {34..39} and tcp.flags.syn and ip.src == 10.0.0.1               |
                    ip.hdr_len == 15 and ip.len < 64 and udp.dstport == 53                    | CONTRADICTION 1 []
                    ip.src == ::1 and ip.len in {41..51} and ip.frag and icmp.type == 128     | CONTRADICTION 1 []
                    ip.src == 10.0.0.1 and ip.len < 32 and udp.payload contains "abcd"        | CONTRADICTION 1 []
                    bit_slice(ip, 240, 248) == 1 and ip.len < 31 and ip.src == 10.0.0.1       | CONTRADICTION 1 []
                    not ip.frag or ip.frag                                                    | TAUTOLOGY 1 []
                    ip.src != 1.1.1.1 or ip.src == 1.1.1.1                                    | TAUTOLOGY 1 []
                    ip.ttl >= 0; ip.frag                                                      | TAUTOLOGY 1 [], SHADOWED 2 [1]
                    ip.proto == "tcp" and tcp.dstport == 22                                   |
                    tcp.dstport == 22 and tcp.dstport in {20..30}                             | IDLE_CONDITION 1 []
                    tcp.dstport == 22 or tcp.dstport in {20..30}                              | IDLE_CONDITION 1 []
                    tcp.dstport != 22                                                         | OTHER_PROTOCOLS 1 []
                    not tcp.flags.syn and ip.src in $list                                     | OTHER_PROTOCOLS 1 []
                    not tcp.dstport in {22}                                                   | OTHER_PROTOCOLS 1 []
                    tcp.dstport != 22 and ip.proto == "tcp"                                   |
                    tcp.srcport == 1 and tcp.dstport != 22                                    |
                    udp.payload contains "a"; udp.payload contains "a"                        | SHADOWED 2 [1]
                    rate(ip.src, 9, 9); rate(ip.src, 9, 9); accept: rate(ip.src, 9, 9)        | REDUNDANT 3 []
                    tcp.dstport == 22; tcp.dstport == 22 and ip.src in $unknown               | SHADOWED 2 [1]
                    """)
    void findsWhatIsNotAsItMayHaveBeenMeant(String rules, String expected) {
        Analysis analysis = PolicyAnalysis.of(policy(rules), LISTS);
        assertThat(analysis.findings().stream()
                        .map(finding -> finding.kind() + " " + finding.number() + " " + finding.others())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected == null ? "" : expected);
        assertThat(analysis.findings())
                .allSatisfy(finding -> assertThat(finding.example().map(Example::confirmed))
                        .isIn(Optional.empty(), Optional.of(!rules.startsWith("rate"))));
    }

    @Test
    void namesThePlaceTheCauseAndTheRemedy() {
        Finding shadowed = PolicyAnalysis.of(policy("tcp.dstport in {1..9}; tcp.dstport == 5"), Map.of())
                .findings()
                .getFirst();
        assertThat(shadowed.problem().text())
                .isEqualTo(
                        "p, rule 2 (r2): The rule can never match: every packet that it asks for is decided before by "
                                + "rule 1 (r1). Move it up, narrow the earlier rule, or remove it.");
        Finding never = PolicyAnalysis.of(policy("ip.frag and tcp.dstport == 5 and udp.dstport == 5"), Map.of())
                .findings()
                .getFirst();
        assertThat(never.remedy()).isEqualTo("tcp.dstport == 5 and udp.dstport == 5 never hold together.");
        Finding idle = PolicyAnalysis.of(policy("ip.frag and tcp.dstport == 5 and tcp.dstport < 9"), Map.of())
                .findings()
                .getFirst();
        assertThat(idle.problem().text())
                .isEqualTo("p, rule 1 (r1), column 34: Without tcp.dstport < 9 the same packets match. "
                        + "The other conditions say so already.");
        Finding others = PolicyAnalysis.of(policy("tcp.dstport != 5"), Map.of())
                .findings()
                .getFirst();
        assertThat(others.example().orElseThrow().text()).isEqualTo("udp 198.51.100.7:40000 to 192.0.2.1:443");
    }

    /** Interfaces that no packet has at a hook, and connections that are not tracked yet. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    INPUT 0         | oif == "a"                         | CONTRADICTION NOT_AT_HOOK
                    PREROUTING 0    | oif in {"a" "b"} or tcp.dstport == 1 | NOT_AT_HOOK
                    INPUT 0         | oif != "a" and tcp.dstport == 1    | NOT_AT_HOOK
                    INPUT 0         | not oif starts_with "a"            | TAUTOLOGY NOT_AT_HOOK
                    OUTPUT 0        | iif == "lo" and ip.frag            | CONTRADICTION NOT_AT_HOOK
                    FORWARD 0       | iif == "a" and oif == "b"          |
                    POSTROUTING 0   | iif == "a" and oif == "b"          |
                    PREROUTING -300 | ct.state == "new"                  | BEFORE_TRACKING
                    PREROUTING -150 | ct.state == "new"                  |
                    INPUT -300      | ct.state == "new"                  |
                    """)
    void asksForWhatNoPacketHasAtItsHook(String where, String when, String expected) {
        String[] parts = where.split(" ", 2);
        PolicyRule rule = new PolicyRule("r1", when, Action.COUNT, true, "");
        Policy policy =
                new Policy("p", Hook.valueOf(parts[0]), Integer.parseInt(parts[1]), Action.ACCEPT, List.of(rule));
        assertThat(PolicyAnalysis.of(policy, LISTS).findings().stream()
                        .map(finding -> finding.kind().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void saysWhatItCannotDecide() {
        Analysis analysis =
                PolicyAnalysis.of(policy("sip and udp.dstport == 5060; tcp.payload matches \"^GET\""), Map.of());
        assertThat(analysis.undecided())
                .containsExactly(
                        "Rule 1 (r1) may match or not: sip.",
                        "Rule 2 (r2) may match or not: tcp.payload matches \"^GET\".");
    }

    /** Every rule is either said to decide nothing, and then decides no packet of many, or there is a packet it decides. */
    @Test
    void agreesWithTheSimulatorOnRandomPolicies() {
        int shadowed = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Policy policy = new RandomPolicies(random).policy(2 + random.nextInt(10), false);
            Simulator simulator = Simulator.of(policy, LISTS);
            assertThat(simulator.problems()).isEmpty();
            Map<Integer, Example> witnesses = PolicyAnalysis.witnesses(policy, LISTS);
            witnesses.forEach((number, example) -> assertThat(met(simulator.simulate(example.packet())))
                    .as("%s should meet rule %d of %s", HexFormat.of().formatHex(example.bytes()), number, policy)
                    .contains("r" + (number - 1)));
            shadowed +=
                    (int) policy.rules().stream().filter(PolicyRule::enabled).count() - witnesses.size();
            RandomPackets packets = new RandomPackets(random);
            for (int i = 0; i < 2_000; i++) {
                Packet packet = packets.next();
                met(simulator.simulate(packet))
                        .forEach(name -> assertThat(witnesses)
                                .as("%s meets %s of %s", packet, name, policy.rules())
                                .containsKey(Integer.parseInt(name.substring(1)) + 1));
            }
        }
        assertThat(shadowed).isGreaterThan(100);
    }

    /** Payloads are questions of their own: what is said never to match still never does. */
    @Test
    void isNeverWrongAboutWhatItCannotDecide() {
        for (int seed = 1_000; seed < 1_150; seed++) {
            Random random = new Random(seed);
            Policy policy = new RandomPolicies(random).policy(2 + random.nextInt(8), true);
            Simulator simulator = Simulator.of(policy, LISTS);
            Map<Integer, Example> witnesses = PolicyAnalysis.witnesses(policy, LISTS);
            RandomPackets packets = new RandomPackets(random);
            for (int i = 0; i < 1_000; i++) {
                met(simulator.simulate(packets.next()))
                        .forEach(name -> assertThat(witnesses).containsKey(Integer.parseInt(name.substring(1)) + 1));
            }
        }
    }

    @Test
    void withoutARedundantRuleNothingChanges() {
        int redundant = 0;
        for (int seed = 2_000; seed < 2_300; seed++) {
            Random random = new Random(seed);
            Policy policy = new RandomPolicies(random).policy(2 + random.nextInt(8), false);
            RandomPackets packets = new RandomPackets(random);
            for (Finding finding : PolicyAnalysis.of(policy, LISTS).findings()) {
                assertThat(finding.example().map(Example::confirmed)).isIn(Optional.empty(), Optional.of(true));
                if (finding.kind() != Finding.Kind.REDUNDANT) {
                    continue;
                }
                redundant++;
                Simulator whole = Simulator.of(policy, LISTS);
                Simulator without = Simulator.of(without(policy, finding.number()), LISTS);
                for (int i = 0; i < 500; i++) {
                    Packet packet = packets.next();
                    assertThat(without.simulate(packet).action())
                            .isEqualTo(whole.simulate(packet).action());
                }
            }
        }
        assertThat(redundant).isGreaterThan(100);
    }

    private static Policy without(Policy policy, int number) {
        List<PolicyRule> rules = new ArrayList<>(policy.rules());
        rules.remove(number - 1);
        return new Policy(policy.name(), policy.hook(), policy.priority(), policy.defaultAction(), rules);
    }

    private static List<String> met(Outcome outcome) {
        List<String> names = new ArrayList<>();
        outcome.counted().forEach(rule -> names.add(rule.name()));
        outcome.decidedBy().ifPresent(rule -> names.add(rule.name()));
        return names;
    }

    static Policy policy(String rules) {
        List<PolicyRule> made = new ArrayList<>();
        for (String when : rules.split(";", -1)) {
            Action action = when.contains("accept:") ? Action.ACCEPT : Action.DROP;
            String text = when.replace("accept:", "").strip();
            made.add(new PolicyRule("r" + (made.size() + 1), text, action, true, ""));
        }
        return new Policy("p", Hook.PREROUTING, 0, Action.ACCEPT, made);
    }
}
