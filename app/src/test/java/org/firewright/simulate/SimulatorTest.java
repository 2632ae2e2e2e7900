package org.firewright.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {
    private static final Map<String, AddressRanges> LISTS =
            Map.of("bad", new AddressRanges(new int[] {0x0a000000, 0x0a0000ff}, new long[] {1, 0, 1, -1}));
    private static final Packet SSH = tcp("10.0.0.7", "192.0.2.1", 40_000, 22);
    private static final Packet DNS6 = Packet.of(
            PacketForm.of(address("2001:db8::1"), address("2001:db8::2"), Protocols.UDP, 5353, 53)
                    .bytes(),
            new Packet.Surroundings("eth0", "", "new"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ip.src in $bad and tcp.dstport in {22 23}    | true  | false
                    not ip.src in $bad                           | false | true
                    ip.src == 10.0.0.7                           | true  | false
                    ip.src != 10.0.0.7                           | false | true
                    ip.src < 10.0.0.8                            | true  | false
                    ip.src > 10.0.0.8                            | false | false
                    ip.dst in {2001:db8::/64 192.0.2.0..192.0.2.1} | true | true
                    tcp.dstport == 22                            | true  | false
                    tcp.dstport != 22                            | false | true
                    tcp.dstport != 23                            | true  | true
                    not tcp.dstport == 23                        | true  | true
                    tcp.dstport < 100                            | true  | false
                    tcp.srcport in {1..39999 40001..65535}       | false | false
                    tcp.srcport & 0x40                           | true  | false
                    udp.dstport == 53                            | false | true
                    ip.proto == "tcp" xor udp.srcport > 5000     | true  | true
                    ip.proto in {"tcp" "icmp"}                   | true  | false
                    ip.proto matches "^[tu]"                     | true  | true
                    tcp.flags.syn and not tcp.flags.ack          | true  | false
                    not tcp.flags.syn                            | false | true
                    tcp.flags == 2                               | true  | false
                    ip.len == 40                                 | true  | false
                    ip.len == 48                                 | false | true
                    ip.ttl == 64 and not ip.frag                 | true  | true
                    ip.hdr_len == 5                              | true  | false
                    ip.hdr_len != 5                              | false | true
                    ip6.nexthdr == 17                            | false | true
                    iif == "eth0" and ct.state in {"new"}        | false | true
                    iif != "eth0"                                | true  | false
                    bit_slice(ip, 0, 4) == 4                     | true  | false
                    bit_slice(tcp, 16, 32) == 22                 | true  | false
                    bit_slice(udp, 17, 31) == 26                 | false | true
                    bit_slice(tcp, 160, 161) == 0                | false | false
                    bit_slice(tcp, 160, 161) != 0                | true  | true
                    udp.payload == ""                            | false | true
                    tcp.payload contains ""                      | true  | false
                    """)
    void aPacketMeetsAnExpressionOrNot(String expression, boolean ssh, boolean dns) {
        Simulator simulator = simulator(rule("R", expression, Action.DROP));
        assertThat(simulator.problems()).isEmpty();
        assertThat(simulator.simulate(SSH).decidedBy().isPresent()).as("SSH").isEqualTo(ssh);
        assertThat(simulator.simulate(DNS6).decidedBy().isPresent()).as("DNS").isEqualTo(dns);
    }

    @Test
    void theFirstRuleThatDecidesWinsAndCountersAreTold() {
        PolicyRule all = rule("All", "", Action.COUNT);
        PolicyRule off = new PolicyRule("Off", "", Action.DROP, false, "");
        PolicyRule ssh = rule("SSH", "tcp.dstport == 22", Action.DROP);
        PolicyRule rest = rule("Rest", "", Action.DROP);
        assertThat(simulator(all, off, ssh, rest).simulate(SSH))
                .isEqualTo(new Outcome(
                        Action.DROP,
                        Optional.of(new RulePlace("edge", 3, ssh)),
                        List.of(),
                        List.of(new RulePlace("edge", 1, all)),
                        List.of()));
        assertThat(simulator(ssh).simulate(DNS6))
                .isEqualTo(new Outcome(Action.ACCEPT, Optional.empty(), List.of(), List.of(), List.of()));
    }

    @Test
    void everyConditionTellsWhatItSaw() {
        Simulator simulator = simulator(
                rule("One", "ip.src in $bad and not tcp.dstport in {80 443}", Action.DROP),
                rule("Two", "udp.dstport == 53 or ip.proto == \"tcp\"", Action.ACCEPT));
        List<Trace> traces = simulator.trace(SSH);
        assertThat(traces).extracting(Trace::holds).containsExactly(true, true);
        assertThat(traces).extracting(Trace::reached).containsExactly(true, false);
        assertThat(traces.getFirst().conditions()).extracting(Trace.Seen::value).containsExactly("10.0.0.7", "22");
        assertThat(traces.getFirst().conditions()).extracting(Trace.Seen::holds).containsExactly(true, false);
        assertThat(traces.getLast().conditions()).extracting(Trace.Seen::value).containsExactly("", "\"tcp\"");
    }

    @Test
    void aLaterFragmentHasAProtocolAndNoPorts() {
        byte[] bytes = PacketForm.of(address("10.0.0.7"), address("192.0.2.1"), Protocols.TCP, 1, 22)
                .bytes();
        bytes[7] = 1; // eight bytes in
        Packet later = Packet.of(bytes, Packet.Surroundings.NONE);
        assertThat(holds("ip.proto == \"tcp\" and ip.frag", later)).isTrue();
        assertThat(holds("tcp.dstport == 22", later)).isFalse();
        assertThat(holds("tcp.dstport != 23", later)).isTrue();

        bytes[6] = 0x20; // the first one, more follow
        bytes[7] = 0;
        assertThat(holds("tcp.dstport == 22 and ip.frag", Packet.of(bytes, Packet.Surroundings.NONE)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # next header, bytes behind the fixed header, what holds
                    00 | 1100000000000000 14e9003500080000                  | udp.dstport == 53 and ip6.hopopts and not ip6.routing
                    3c | 2b00000000000000 1101000000000000 0000000000000000 14e9003500080000 | udp.dstport == 53 and ip6.dstopts and ip6.routing
                    2c | 1100000100000001 14e9003500080000                  | udp.dstport == 53 and ip6.fragment and ip.frag
                    2c | 1100000900000001 14e9003500080000                  | ip.proto == "udp" and udp.dstport != 53 and ip6.fragment
                    2c | 0000000900000001 1100000000000000                  | ip.proto != "udp" and ip.frag and not ip.proto == "tcp"
                    33 | 1104000000000000 000000000000000000000000 14e9003500080000 | ip.proto == "ah" and udp.dstport != 53
                    3b | 00                                                 | ip.proto == "59"
                    00 | 11                                                 | not ip.proto in {"tcp" "udp"} and ip.proto != "udp"
                    11 | 14e900                                             | ip.proto == "udp" and udp.srcport != 5353 and udp.dstport != 53
                    """)
    void extensionHeadersAreFollowedToTheTransport(String next, String behind, String expression) {
        byte[] payload = HexFormat.of().parseHex(behind.replace(" ", ""));
        PacketForm form = new PacketForm(
                address("2001:db8::1"), address("2001:db8::2"), HexFormat.fromHexDigits(next), 0, 0, 0, 64, payload);
        byte[] bytes =
                form.protocol() == Protocols.UDP ? Arrays.copyOf(form.bytes(), 40 + payload.length) : form.bytes();
        System.arraycopy(payload, 0, bytes, 40, payload.length);
        assertThat(holds(expression, Packet.of(bytes, Packet.Surroundings.NONE)))
                .isTrue();
    }

    @Test
    void anyBytesAreAPacketAndEveryFieldCanBeAsked() {
        Simulator simulator = simulator(
                rule(
                        "1",
                        "ip.len > 1 and ip.ttl > 1 and ip.hdr_len > 1 and ip.dscp > 1 and ip.opt.type > 1",
                        Action.DROP),
                rule("2", "tcp.payload contains \"a\" or udp.payload contains \"a\" or icmp.type == 3", Action.DROP),
                rule("3", "ip.src == ::1 or ip.dst == 1.1.1.1 or ip6.dstopts or tcp.flags.cwr", Action.DROP),
                rule("4", "bit_slice(udp, 2040, 2050) == 3 or bit_slice(tcp, 5, 37) == 1", Action.DROP));
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            if (bytes.length > 9) {
                bytes[0] = (byte) (random.nextBoolean() ? 0x45 + random.nextInt(4) : 0x60);
                bytes[6] = random.nextBoolean()
                        ? bytes[6]
                        : List.of((byte) 0, (byte) 6, (byte) 44).get(random.nextInt(3));
                bytes[9] = random.nextBoolean() ? bytes[9] : (byte) 6;
            }
            Packet packet = Packet.of(bytes, Packet.Surroundings.NONE);
            assertThat(simulator.simulate(packet).action()).isNotNull();
            assertThat(simulator.trace(packet)).hasSize(4);
        }
    }

    @Test
    void whatAPacketDoesNotTellIsAProblem() {
        Simulator simulator = simulator(
                rule("A", "sip", Action.DROP),
                rule("B", "ip.frag or rate(ip.src, 1, 1)", Action.DROP),
                rule("C", "ip.src in $gone", Action.DROP),
                rule("D", "ip.scr", Action.DROP),
                rule("E", "ip.src.country == \"DE\"", Action.DROP));
        assertThat(simulator.problems())
                .extracting(ProjectProblem::text)
                .containsExactly(
                        "edge, rule 1 (A), column 1: sip cannot be told from a packet alone yet.",
                        "edge, rule 2 (B), column 12: A rate must stand by itself, or be joined to the rest by and, to be counted.",
                        "edge, rule 3 (C), column 11: There is no list named gone to look into.",
                        "edge, rule 4 (D), column 1: Expected a field, found \"ip.scr\". Did you mean ip.src?",
                        "edge, rule 5 (E), column 1: ip.src.country cannot be told: the project names nothing that tells it of addresses.");
        assertThat(simulator.simulate(SSH).decidedBy()).isEmpty();
    }

    private static boolean holds(String expression, Packet packet) {
        Simulator simulator = simulator(rule("R", expression, Action.DROP));
        assertThat(simulator.problems()).isEmpty();
        return simulator.simulate(packet).decidedBy().isPresent();
    }

    private static Simulator simulator(PolicyRule... rules) {
        return Simulator.of(new Policy("edge", Hook.FORWARD, 0, Action.ACCEPT, List.of(rules)), LISTS);
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return new PolicyRule(name, when, action, true, "");
    }

    private static Packet tcp(String source, String destination, int from, int to) {
        PacketForm form = PacketForm.of(address(source), address(destination), Protocols.TCP, from, to);
        return Packet.of(form.bytes(), Packet.Surroundings.NONE);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
