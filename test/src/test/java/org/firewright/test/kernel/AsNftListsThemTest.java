package org.firewright.test.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firewright.test.kernel.Samples.*;

import java.util.List;
import java.util.stream.Stream;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we send, nft must list in the words in which a person would have written it. */
@Tag("kernel")
@RequiresRoot
class AsNftListsThemTest {
    private static ScratchNamespace namespace;
    private static NamespaceRules rules;

    @BeforeAll
    static void open() throws Exception {
        namespace = ScratchNamespace.make("kernel");
        rules = NamespaceRules.open(namespace.name(), namespace.file());
    }

    @AfterAll
    static void close() {
        if (namespace != null) {
            rules.close();
            namespace.close();
        }
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                of("tcp dport 443", TCP, is(PORT, port(443))),
                of("tcp dport != 443", TCP, isNot(PORT, port(443))),
                of("tcp dport 1000-2000", TCP, is(PORT, port(1000) + "-" + port(2000))),
                of("tcp dport != 1000-2000", TCP, isNot(PORT, port(1000) + "-" + port(2000))),
                of("udp dport { 53, 123, 5353 }", UDP, is(PORT, port(5353), port(53), port(123), port(53))),
                of("udp dport != { 53, 123 }", UDP, isNot(PORT, port(53), port(123))),
                of(
                        "tcp dport { 80, 443, 1000-2000, 65000-65535 }",
                        TCP,
                        is(PORT, port(443), port(80), port(1000) + "-" + port(2000), port(65000) + "-" + port(65535))),
                of("tcp dport { 0-22, 80-100 }", TCP, is(PORT, "0000-0010", "0008-0016", "0050-0063", "0064")),
                of("tcp dport != { 1-5, 7 }", TCP, isNot(PORT, "0001-0005", "0007")),
                of("meta l4proto { tcp, udp } th dport 53", is(PROTOCOL, "06", "11"), is(PORT, port(53))),
                of("meta l4proto icmp", is(PROTOCOL, "01")),
                of("meta l4proto { icmp, ipv6-icmp, 200 }", is(PROTOCOL, "3a", "c8", "01")),
                of("th dport 53", is(PORT, port(53))),
                of("@nh,96,32 0x1020304", is(SOURCE, "01020304")),
                of("ip saddr 192.0.2.1 tcp dport 80", IPV4, TCP, is(SOURCE, "c0000201"), is(PORT, port(80))),
                of("meta nfproto ipv4 tcp dport 80", IPV4, TCP, is(PORT, port(80))),
                of(
                        "tcp dport 80 ip6 saddr ::192.0.2.1",
                        IPV6,
                        TCP,
                        is(PORT, port(80)),
                        is(SOURCE6, ("00".repeat(12) + "c0000201"))),
                of("meta nfproto ipv4", IPV4),
                of("meta nfproto ipv6", IPV6),
                of("ip saddr 192.0.2.1", IPV4, is(SOURCE, address("192.0.2.1"))),
                of("ip saddr 10.0.0.0/8", IPV4, is(SOURCE, "0a000000-0affffff")),
                of("ip saddr != 172.16.0.0/12", IPV4, isNot(SOURCE, "ac100000-ac1fffff")),
                of("ip saddr 192.0.2.1-192.0.2.6", IPV4, is(SOURCE, "c0000201-c0000206")),
                of(
                        "ip saddr { 10.0.0.0/8, 192.0.2.1, 192.0.2.5-192.0.2.6, 255.0.0.0/8 }",
                        IPV4,
                        is(SOURCE, "0a000000-0affffff", "c0000201", "c0000205-c0000206", "ff000000-ffffffff")),
                of("ip6 saddr 2001:db8::1", IPV6, is(SOURCE6, address("2001:db8::1"))),
                of(
                        "ip6 saddr 2001:db8::/33",
                        IPV6,
                        is(SOURCE6, address("2001:db8::") + "-" + address("2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"))),
                of(
                        "ip6 saddr { ::1, 2001:db8::/32 }",
                        IPV6,
                        is(
                                SOURCE6,
                                address("::1"),
                                address("2001:db8::") + "-" + address("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"))),
                of(
                        "ip saddr . tcp dport { 192.0.2.1 . 80, 192.0.2.2 . 443 }",
                        IPV4,
                        TCP,
                        together(List.of(SOURCE, PORT), interval("c0000201" + "0050"), interval("c0000202" + "01bb"))),
                of(
                        "ip saddr . ip daddr . tcp dport { 192.0.2.0/24 . 198.51.100.1 . 80-443 }",
                        IPV4,
                        TCP,
                        together(
                                List.of(SOURCE, DESTINATION, PORT),
                                new Interval("c0000200" + "c6336401" + "0050", "c00002ff" + "c6336401" + "01bb"))),
                of(
                        "meta l4proto . th dport { tcp . 53, udp . 53 }",
                        together(List.of(PROTOCOL, PORT), interval("06" + "0035"), interval("11" + "0035"))),
                of(
                        "ip6 saddr . tcp dport { 2001:db8::1 . 80, ::1 . 443 }",
                        IPV6,
                        TCP,
                        together(
                                List.of(SOURCE6, PORT),
                                interval(address("2001:db8::1") + "0050"),
                                interval(address("::1") + "01bb"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {-310, -295, -150, -105, 0, 3, 10, 11, 50, 95, 100, 111, Integer.MIN_VALUE + 1})
    void priorityIsNamed(int priority) throws Exception {
        for (Hook hook : Hook.values()) {
            Chain chain = new Chain("c", hook, priority, Verdict.DROP, List.of());
            Ruleset ruleset = new Ruleset(namespace.name(), "", "", List.of(chain));

            rules.commit(RulesetEncoder.encode(ruleset, STAMP, list -> ""), rules.generation());

            assertThat(rules.read(true).text()).isEqualTo(namespace.nft("list", "ruleset"));
        }
    }

    @Test
    void pinnedProgramIsListedWithItsPath() throws Exception {
        try (PinnedProgram program = PinnedProgram.returning(1)) {
            Rule rule = rule(1, Verdict.DROP, TCP, is(PORT, port(80)), LISTED);
            rules.commit(
                    RulesetEncoder.encode(ruleset(namespace.name(), rule), STAMP, list -> program.path()),
                    rules.generation());

            String text = rules.read(true).text();

            assertThat(text)
                    .contains("tcp dport 80 bpf pinned \"" + program.path() + "\" counter name \"Rule_1_id-1\" drop");
            // nft puts words of libxtables around it, which depend on what is installed
            assertThat(namespace.nft("list", "ruleset")).contains("xt match bpf counter name \"Rule_1_id-1\" drop");
        }
    }

    private static Arguments of(String nft, Condition... conditions) {
        return Arguments.of(nft, List.of(conditions));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void conditionIsListed(String nft, List<Condition> conditions) throws Exception {
        Rule rule = new Rule("id-1", 1, "Größe", conditions, Verdict.DROP);
        rules.commit(RulesetEncoder.encode(ruleset(namespace.name(), rule), STAMP, list -> ""), rules.generation());

        assertThat(namespace.nft("list", "ruleset").lines().map(String::strip))
                .containsExactly(
                        "table inet firewright {",
                        "counter Gro_e_id-1 {",
                        "packets 0 bytes 0",
                        "}",
                        "",
                        "chain output {",
                        "type filter hook output priority filter; policy accept;",
                        nft + " counter name \"Gro_e_id-1\" drop comment \"Größe\"",
                        "}",
                        "",
                        "chain deployed {",
                        "comment \"tells what is in force\"",
                        "}",
                        "}");
        assertThat(rules.read(true).text()).isEqualTo(namespace.nft("list", "ruleset"));
    }
}
