package org.firewright.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Verdict;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.RateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final Map<String, Optional<ListContent>> LISTS =
            Map.of("ipsum", Optional.of(new ListContent("ipsum", DIGEST, 91_172)), "broken", Optional.empty());

    @Test
    void aRuleOfThisKindIsWhatItIsAllAbout() {
        Compilation compilation = compile("ip.src in $ipsum and tcp.dstport in {22 23 3389}");
        CompiledRule rule = compilation.rules().getFirst();

        assertThat(compilation.problems()).isEmpty();
        assertThat(rule.wire())
                .hasValue(new Rule(
                        compilation.policy().id(compilation.policy().rules().getFirst()),
                        1,
                        "Rule",
                        List.of(
                                new Condition.Match(
                                        List.of(new Load.Meta(Load.Key.L4PROTO)),
                                        List.of(new Interval("06", "06")),
                                        false),
                                Natives.GUARD,
                                new Condition.Match(
                                        List.of(new Load.Payload(Load.Base.TRANSPORT, 2, 2)),
                                        List.of(new Interval("0016", "0017"), new Interval("0d3d", "0d3d")),
                                        false),
                                new Condition.InList(Condition.Direction.SOURCE, DIGEST, false)),
                        Verdict.DROP));
        assertThat(rule.nft())
                .isEqualTo("meta l4proto tcp @th,8,24 >= 0x0 th dport { 22-23, 3389 } "
                        + "bpf pinned \"/sys/fs/bpf/firewright/list-0123456789abcdef-src\" "
                        + "counter name \"Rule_f9b52f4abb1e\" drop comment \"Rule\"");
        assertThat(rule.explanation())
                .containsExactly(
                        "An eBPF program looks up ip.src in $ipsum (91,172 ranges): "
                                + "a host holds the list once, and all of its namespaces share it.",
                        "nftables compares tcp.dstport itself, in TCP packets.");
        assertThat(rule.nativeConditions()).isEqualTo(3);
        assertThat(rule.ebpfConditions()).isEqualTo(1);
        assertThat(compilation.lists()).containsExactly(new ListContent("ipsum", DIGEST, 91_172));
        assertThat(compilation.programs()).isEmpty();
    }

    /** A rate comes last, in the first period in which it is a whole number. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rate(ip.src, 100, 10) and ip.src == 10.0.0.1 | ip saddr limit rate over 10/second burst 100 packets
                    ip.frag and not rate(ip.dst, 1, 10)          | ip daddr limit rate 6/minute burst 1 packets
                    rate(ip.src, 7, 7200)                        | ip saddr limit rate over 84/day burst 7 packets
                    rate(ip.dst, 14, 7)                          | ip daddr limit rate over 2/second burst 14 packets
                    not (ip.src < 9.9.9.9 or rate(ip.src, 1, 1)) | ip saddr limit rate 1/second burst 1 packets
                    """)
    void ratesAreKeptInSets(String expression, String limit) {
        Compilation compilation = compile(expression);
        assertThat(compilation.problems()).isEmpty();
        CompiledRule rule = compilation.rules().getFirst();
        assertThat(rule.wire().orElseThrow().conditions().getLast()).isInstanceOf(Condition.Rate.class);
        assertThat(rule.nft().lines().findFirst().orElseThrow())
                .contains(
                        "update @rate_",
                        "_ip { " + limit + " } counter name \"Rule_f9b52f4abb1e\" drop comment \"Rule\"");
        assertThat(compilation.nft()).contains("flags dynamic,timeout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ip.frag or rate(ip.src, 1, 1)                | 12 | so it must stand by itself, or be joined to the rest by and
                    not (ip.frag and rate(ip.src, 1, 1))         | 18 | so it must stand by itself
                    ip.frag xor not rate(ip.src, 1, 1)           | 17 | so it must stand by itself
                    rate(tcp.dstport, 1, 1)                      |  1 | counts by addresses, not by tcp.dstport
                    rate(ip.src, 1, 7)                           |  1 | are no whole number in any of them
                    rate(ip.src, 2000000001, 1)                  |  1 | At most 1,000,000,000 packets a second
                    """)
    void ratesThatTheKernelCannotKeepAreRefused(String expression, int column, String reason) {
        assertThat(compile(expression).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("column " + column + ": ", reason));
    }

    /** The kernel would keep it for each family by itself. */
    @Test
    void aRuleWithARateHasALimitOnlyForOneFamily() {
        PolicyRule rule = new PolicyRule("Rule", "rate(ip.src, 1, 1)", Action.DROP, true, "")
                .withLimit(RateLimit.parse("5 packets/second"));
        assertThat(compile(rule).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("each would keep the limit for itself"));
        assertThat(compile(rule.withWhen("rate(ip.src, 1, 1) and ip.dst in {0.0.0.0/0}"))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tcp.dstport == 22                                | meta l4proto tcp @th,8,24 >= 0x0 th dport 22
                    udp.srcport in {1..1023 5060}                    | meta l4proto udp @th,8,24 >= 0x0 th sport { 1-1023, 5060 }
                    tcp.dstport < 1024                               | meta l4proto tcp @th,8,24 >= 0x0 th dport 0-1023
                    tcp.dstport <= 1024                              | meta l4proto tcp @th,8,24 >= 0x0 th dport 0-1024
                    tcp.dstport > 65534                              | meta l4proto tcp @th,8,24 >= 0x0 th dport 65535
                    tcp.dstport >= 1                                 | meta l4proto tcp @th,8,24 >= 0x0 th dport 1-65535
                    tcp.dstport in {0..65535}                        | meta l4proto tcp @th,8,24 >= 0x0 th dport >= 0
                    tcp.dstport & 0x8000                             | meta l4proto tcp @th,8,24 >= 0x0 th dport & 0x8000 != 0x0
                    not tcp.dstport != 22                            | meta l4proto tcp @th,8,24 >= 0x0 th dport 22
                    tcp.dstport == 22 or tcp.dstport in {80 443}     | meta l4proto tcp @th,8,24 >= 0x0 th dport { 22, 80, 443 }
                    tcp.dstport > 100 and tcp.dstport < 200          | meta l4proto tcp @th,8,24 >= 0x0 th dport 101-199
                    tcp.dstport > 100 xor tcp.dstport > 200          | meta l4proto tcp @th,8,24 >= 0x0 th dport 101-200
                    tcp.dstport == 53 or udp.dstport in {53 5353}    | @th,8,24 >= 0x0 meta l4proto . th dport { tcp . 53, udp . 53, udp . 5353 }
                    tcp.flags.syn and not tcp.flags.ack              | meta l4proto tcp @th,8,24 >= 0x0 tcp flags & 0x12 == 0x2
                    tcp.flags == 2                                   | meta l4proto tcp @th,8,24 >= 0x0 tcp flags == 0x2
                    icmp.type == 8                                   | meta nfproto . meta l4proto { ipv4 . icmp, ipv6 . icmpv6 } @th,8,24 >= 0x0 @th,0,8 0x8
                    ip.ttl < 5                                       | meta nfproto . @nh,64,8 . @nh,56,8 { ipv4 . 0x00-0x04 . 0x00-0xff, ipv6 . 0x00-0xff . 0x00-0x04 }
                    ip.hdr_len > 5                                   | @nh,0,8 0x46-0x4f
                    ip6.nexthdr == 43                                | meta nfproto ipv6 ip6 nexthdr 43
                    iif == "eth0"                                    | iifname "eth0"
                    oif starts_with "eth"                            | oifname "eth*"
                    iif in {"lo" "eth0"}                             | iifname { "lo", "eth0" }
                    ct.state in {"new" "invalid"}                    | ct state invalid,new
                    ct.state != "established"                        | ct state & (established) == 0
                    bit_slice(udp, 64, 72) == 255                    | meta l4proto udp @th,8,24 >= 0x0 @th,64,8 0xff
                    bit_slice(ip, 4, 8) >= 6                         | @nh,0,8 & 0xf == 0x6-0xf
                    ip.proto == "udp"                                | meta l4proto udp
                    ip.proto in {"icmp" "icmpv6" "253"}              | meta l4proto { icmp, icmpv6, 253 }
                    ip.proto matches "^icmp"                         | meta l4proto { icmp, icmpv6 }
                    ip.src == 192.0.2.1                              | meta nfproto ipv4 ip saddr 192.0.2.1
                    ip.dst in {192.0.2.0/24 10.0.0.1..10.0.0.3}      | meta nfproto ipv4 ip daddr { 10.0.0.1-10.0.0.3, 192.0.2.0/24 }
                    ip.src < 10.0.0.0                                | meta nfproto ipv4 ip saddr 0.0.0.0-9.255.255.255
                    ip.src in {0.0.0.0/0}                            | meta nfproto ipv4
                    not ip.src in {0.0.0.0/0}                        | meta nfproto ipv6
                    ip.src in {2001:db8::/32}                        | meta nfproto ipv6 ip6 saddr 2001:db8::/32
                    ip.dst == 2001:db8::1                            | meta nfproto ipv6 ip6 daddr 2001:db8::1
                    ip.src != 192.0.2.1                              | meta nfproto . @nh,96,32 != { ipv4 . 0xc0000201 }
                    not ip.dst in {10.0.0.0/8 192.168.0.0/16}        | meta nfproto . @nh,128,32 != { ipv4 . 0x0a000000-0x0affffff, ipv4 . 0xc0a80000-0xc0a8ffff }
                    not (ip.src == 1.1.1.1 or ip.src == 1.1.1.2)     | meta nfproto . @nh,96,32 != { ipv4 . 0x01010101-0x01010102 }
                    ip.src in {::/0 0.0.0.0/0}                       | ''
                    not ip.src in $ipsum                             | bpf pinned "/sys/fs/bpf/firewright/list-0123456789abcdef-notsrc"
                    ip.dst in $ipsum                                 | bpf pinned "/sys/fs/bpf/firewright/list-0123456789abcdef-dst"
                    not not ip.dst in $ipsum                         | bpf pinned "/sys/fs/bpf/firewright/list-0123456789abcdef-dst"
                    """)
    void whatNftablesCanSayIsNative(String expression, String nft) {
        Compilation compilation = compile(expression);
        assertThat(compilation.deployable()).isTrue();
        assertThat(compilation.rules().getFirst().nft())
                .isEqualTo(
                        (nft.isEmpty() ? "" : nft + " ") + "counter name \"Rule_f9b52f4abb1e\" drop comment \"Rule\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tcp.dstport != 22                           | Packets without tcp.dstport match too, and nftables ends a rule that asks for what is not there.
                    ip.proto != "tcp"                           | Packets without ip.proto match too, and nftables ends a rule that asks for what is not there.
                    ip.src in {192.0.2.0/24 2001:db8::/32}      | IPv4 and IPv6 addresses together are more than one comparison of nftables can say.
                    ip.dst != 2001:db8::1                       | IPv4 and IPv6 addresses together are more than one comparison of nftables can say.
                    tcp.dstport == 22 or ip.src in $ipsum       | nftables knows no "or" between different values within one rule.
                    not (tcp.dstport == 1 and ip.dst == ::1)    | nftables knows no "or" between different values within one rule.
                    tcp.dstport == 1 xor ip.dst == ::1          | nftables knows no "xor".
                    udp.payload contains "x"                    | nftables cannot search in a payload; the program searches in its first 1,536 bytes.
                    tcp.payload starts_with "GET"               | nftables does not know where a payload begins.
                    ip.frag                                     | IPv4 and IPv6 tell fragments in different places, which one rule of nftables cannot look at.
                    ip6.routing                                 | The program follows the chain of extension headers.
                    """)
    void whatNftablesCannotSayIsAProgramOfTheRulesOwnAndSaysWhy(String expression, String why) {
        Compilation compilation = compile(expression);
        CompiledRule rule = compilation.rules().getFirst();
        assertThat(compilation.deployable()).isTrue();
        assertThat(compilation.programs()).hasSize(1);
        String digest = compilation.programs().getFirst().digest();
        assertThat(rule.wire().orElseThrow().conditions()).containsExactly(new Condition.Program(digest));
        assertThat(rule.nft()).startsWith("bpf pinned \"/sys/fs/bpf/firewright/rule-" + digest.substring(0, 16) + "\"");
        assertThat(rule.explanation()).hasSize(1);
        assertThat(rule.explanation().getFirst()).endsWith(why);
    }

    @Test
    void aProgramDoesOnlyWhatNftablesCannot() {
        Compilation compilation = compile("tcp.srcport > 1023 and ip.proto != \"udp\" and ip.src in $ipsum");
        assertThat(compilation.rules().getFirst().wire().orElseThrow().conditions())
                .hasSize(5)
                .endsWith(
                        new Condition.InList(Condition.Direction.SOURCE, DIGEST, false),
                        new Condition.Program(compilation.programs().getFirst().digest()));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp.dstport in {}",
        "tcp.dstport == 65536",
        "tcp.dstport < 0",
        "ip.src in {}",
        "ip.src == 192.0.2.1 and ip.src == 192.0.2.2",
        "ip.src in $ipsum and not ip.src in $ipsum",
        "ip.proto in {}",
        "not ip.src in {0.0.0.0/0 ::/0}"
    })
    void aRuleThatCanNeverMatchIsNotDeployedAndSaysSo(String expression) {
        Compilation compilation = compile(expression);
        assertThat(compilation.rules().getFirst().wire()).isEmpty();
        assertThat(compilation.deployable()).isTrue();
        assertThat(compilation.problems())
                .extracting(ProjectProblem::text)
                .containsExactly("edge, rule 1 (Rule), column 1: No packet can match, so the rule is not deployed.");
        assertThat(compilation.nft()).contains("# rule 1 is not deployed: No packet can match.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ip.src in $ipsum and sip                   | column 22: sip needs a matcher that reads whole messages, which this version does not have. Test the ports of the protocol instead.
                    ip.src.country == "DE"                     | column 1: ip.src.country needs to know the countries of addresses, and the project names nothing that tells them. Write "countries: lists/countries" into the project's file: a folder with a list of networks for each country, named by its code, such as de.txt.
                    iif == "lo" or ip.ttl == 1                 | column 1: iif is compared by nftables alone: an eBPF program does not see it, so it cannot stand in an or with another value. Write a rule for each side of the or, with the same action.
                    iif contains "eth"                         | column 1: Names of interfaces are compared by nftables, which knows ==, !=, in and starts_with of them, but not contains. Name the interfaces: iif in {"eth0" "eth1"}.
                    tcp.payload matches "a(?=b)"               | column 1: Groups that look around, have names or set flags need more than an eBPF program can do. Use a simpler pattern, or contains.
                    ip.src in $ispum                           | column 11: There is no list named ispum. Did you mean ipsum?
                    ip.src in $broken                          | column 11: The list broken could not be read.
                    ip.scr in $ipsum                           | column 1: Expected a field, found "ip.scr". Did you mean ip.src?
                    """)
    void whatCannotBeCompiledIsRefusedWithItsPlace(String expression, String problem) {
        Compilation compilation = compile(expression);
        assertThat(compilation.problems())
                .extracting(ProjectProblem::text)
                .containsExactly("edge, rule 1 (Rule), " + problem);
        assertThat(compilation.deployable()).isFalse();
        assertThatThrownBy(() -> PolicySet.of(compilation).ruleset("acme")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp.dstport == 22 and udp.srcport == 53",
                "tcp.flags.syn and icmp.type == 8",
                "ip.proto == \"udp\" and tcp.dstport & 1",
                "ip.src == 192.0.2.1 and ip.dst == 2001:db8::1",
                "ip.src == 2001:db8::1 and ip.hdr_len > 5",
                "ip6.routing and ip.dst in {10.0.0.0/8}",
                "udp.payload contains \"x\" and bit_slice(tcp, 0, 8) == 1",
            })
    void twoProtocolsOrFamiliesAtOnceAreNoPacket(String when) {
        assertThat(PolicySet.of(compile(when))
                        .ruleset("acme")
                        .chains()
                        .getFirst()
                        .rules())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp.dstport == 22 and udp.srcport != 53",
                "tcp.dstport == 22 and not udp.srcport in {53}",
                "icmp.type == 8 and ip.proto == \"icmpv6\"",
                "ip.src != 192.0.2.1 and ip.dst == 2001:db8::1",
                "tcp.dstport == 22 or udp.srcport == 53",
                "not ip6.routing and ip.dst in {10.0.0.0/8}",
            })
    void whatMayBeOfOneProtocolIsDeployed(String when) {
        assertThat(PolicySet.of(compile(when))
                        .ruleset("acme")
                        .chains()
                        .getFirst()
                        .rules())
                .hasSize(1);
    }

    @Test
    void anErrorInARuleThatIsOffIsOnlyAWarning() {
        Compilation compilation = compile(new PolicyRule("Rule", "sip", Action.DROP, false, ""));
        assertThat(compilation.deployable()).isTrue();
        assertThat(compilation.problems()).hasSize(1);
        assertThat(PolicySet.of(compilation).ruleset("acme").chains().getFirst().rules())
                .isEmpty();
    }

    @Test
    void aNegatedPortAloneIsDoubtful() {
        assertThat(compile("tcp.dstport != 22").problems())
                .extracting(ProjectProblem::text)
                .containsExactly("edge, rule 1 (Rule), column 1: Packets that are not tcp have no tcp.dstport and match"
                        + " too. If that is not meant, add: ip.proto == \"tcp\" and …");
        assertThat(compile("ip.proto == \"tcp\" and tcp.dstport != 22").problems())
                .isEmpty();
    }

    @Test
    void aTableInNftsNotationShowsAllRules() {
        Compilation compilation = compile(
                new PolicyRule("Web", "tcp.dstport in {80 443}", Action.COUNT, true, ""),
                new PolicyRule("Off", "tcp.dstport == 1", Action.DROP, false, ""),
                new PolicyRule("Rest", "", Action.ACCEPT, true, ""));
        assertThat(compilation.nft()).isEqualTo("""
                        table inet firewright {
                        	counter Web_683b0a03ed27 {
                        	}
                        	counter Rest_cfe31f2ee075 {
                        	}
                        	chain forward_m5 {
                        		type filter hook forward priority -5; policy drop;
                        		meta l4proto tcp @th,8,24 >= 0x0 th dport { 80, 443 } counter name "Web_683b0a03ed27" comment "Web"
                        		# rule 2 is not deployed: The rule is off.
                        		counter name "Rest_cfe31f2ee075" accept comment "Rest"
                        	}
                        }
                        """);
    }

    @Test
    void theDigestIsThatOfTheRulesAndNotOfTheNamespace() {
        Compilation one = compile("tcp.dstport == 22");
        assertThat(digest(one, "acme")).isEqualTo(digest(one, "globex"));
        assertThat(digest(one, "acme"))
                .isEqualTo(digest(compile("(tcp.dstport eq 22)"), "acme"))
                .isNotEqualTo(digest(compile("tcp.dstport == 23"), "acme"))
                .isNotEqualTo(digest(compile("udp.dstport == 22"), "acme"))
                .isNotEqualTo(
                        digest(compile(new PolicyRule("Other", "tcp.dstport == 22", Action.DROP, true, "")), "acme"))
                .isNotEqualTo(
                        digest(compile(new PolicyRule("Rule", "tcp.dstport == 22", Action.ACCEPT, true, "")), "acme"));
    }

    private static String digest(Compilation policy, String namespace) {
        return PolicySet.of(policy).ruleset(namespace).digest();
    }

    private static Compilation compile(String expression) {
        return compile(new PolicyRule("Rule", expression, Action.DROP, true, ""));
    }

    private static Compilation compile(PolicyRule... rules) {
        return Compiler.compile(new Policy("edge", Hook.FORWARD, -5, Action.DROP, List.of(rules)), LISTS);
    }
}
