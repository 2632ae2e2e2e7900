package org.firewright.test.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.compile.Compilation;
import org.firewright.compile.Compiler;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.RateLimit;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The text that people read and the rules that the kernel gets must be the same: nft loads the text into one namespace,
 * the agent's encoder loads the rules into another, and both must come out the same.
 */
@Tag("kernel")
@RequiresRoot
class CompiledRulesTest {
    private static ScratchNamespace ours;
    private static ScratchNamespace theirs;
    private static NamespaceRules rules;

    @BeforeAll
    static void open() throws ProblemException {
        ours = ScratchNamespace.make("lang");
        theirs = ScratchNamespace.make("lang");
        rules = NamespaceRules.open(ours.name(), ours.file());
    }

    @AfterAll
    static void close() {
        if (rules != null) {
            rules.close();
        }
        Stream.of(ours, theirs).filter(namespace -> namespace != null).forEach(ScratchNamespace::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp.dstport == 22",
                "udp.srcport in {1..1023 5060}",
                "tcp.dstport < 1024",
                "tcp.dstport in {0..65535}",
                "tcp.dstport & 0x8000",
                "tcp.srcport > 1023 and tcp.dstport in {22 23} and ip.src in {10.0.0.0/8}",
                "ip.proto == \"gre\"",
                "ip.proto in {\"icmp\" \"icmpv6\" \"253\" \"ipip\" \"udplite\" \"mpls\" \"etherip\" \"l2tp\"}",
                "ip.src == 192.0.2.1",
                "ip.src in {0.0.0.0/0}",
                "not ip.src in {0.0.0.0/0}",
                "ip.dst in {192.0.2.0/24 10.0.0.1..10.0.0.3}",
                "ip.src < 10.0.0.0",
                "ip.src >= 255.0.0.0",
                "ip.src in {2001:db8::/32}",
                "ip.dst in {2001:db8::/32 ::1..::5}",
                "tcp.dstport == 53 or udp.dstport in {53 5353}",
                "tcp.flags.syn and not tcp.flags.ack",
                "tcp.flags == 2",
                "not tcp.flags.syn and tcp.dstport > 0 and tcp.flags < 256",
                "ip.hdr_len > 5",
                "ip.opt.type == 7",
                "ip6.nexthdr == 43",
                "iif == \"eth0\"",
                "oif starts_with \"eth\"",
                "iif in {\"lo\" \"eth0\"}",
                "not iif in {\"lo\" \"eth0\"}",
                "ct.state in {\"new\" \"invalid\"}",
                "ct.state != \"established\"",
                "bit_slice(udp, 64, 72) == 255",
                "bit_slice(tcp, 100, 108) & 3",
                "bit_slice(ip, 4, 8) >= 6",
                "ip.src in {10.0.0.0/8} and ip.dst in {10.0.0.1} and tcp.dstport == 80",
                "rate(ip.src, 100, 10)",
                "not rate(ip.dst, 7, 60)",
                "tcp.dstport == 22 and rate(ip.src, 3, 7200)",
                "rate(ip.src, 1, 300) and ip.src in {10.0.0.0/8}",
                "ip.src in {2001:db8::/32} and not rate(ip.dst, 1000000, 1)",
                "rate(ip.src, 10, 1) and rate(ip.dst, 10, 1) and rate(ip.src, 10, 1)",
            })
    void nftListsTheTextAndTheRulesAlike(String expression) throws Exception {
        load(expression);
        assertThat(listing(ours)).isEqualTo(listing(theirs)).contains("comment \"Rule\"");
    }

    /** An address by its place in the header is listed in another form than it is written, so its code is compared. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "icmp.type in {0 8}",
                "ip.src != 192.0.2.1",
                "ip.ttl < 5",
                "ip.len in {20..100 1500}",
                "ip.dscp == 46",
                "not ip.dst in {192.0.2.1 192.0.2.7}",
                "ip.src == 10.0.0.7 and ip.dst != 10.0.0.1 and tcp.dstport == 80",
            })
    void nftMakesTheSameInstructionsOfTheText(String expression) throws Exception {
        load(expression);
        assertThat(instructions(ours)).isEqualTo(instructions(theirs)).isNotEmpty();
    }

    static Stream<PolicyRule> actions() {
        PolicyRule rule = new PolicyRule("Rule", "tcp.dstport == 22", Action.DROP, true, "");
        return Stream.concat(
                Stream.of(Action.values())
                        .filter(action -> action != Action.JUMP) // needs a chain to jump to: see PoliciesTogetherTest
                        .flatMap(action -> Stream.of(
                                rule.withAction(action),
                                rule.withAction(action).withLog(true),
                                rule.withAction(action).withObserve(true))),
                Stream.of("100 packets/second", "over 7 packets/minute burst 20", "over 5000 bytes/hour", "1 bytes/day")
                        .map(limit -> rule.withLimit(RateLimit.parse(limit))));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void nftListsActionsAlike(PolicyRule rule) throws Exception {
        load(rule);
        assertThat(listing(ours)).isEqualTo(listing(theirs)).contains("comment \"Rule\"");
    }

    private static void load(String expression) throws ProblemException {
        load(new PolicyRule("Rule", expression, Action.DROP, true, ""));
    }

    private static void load(PolicyRule rule) throws ProblemException {
        Compilation compilation =
                Compiler.compile(new Policy("test", Hook.FORWARD, 0, Action.ACCEPT, List.of(rule)), Map.of());
        theirs.exec("", "nft", "flush", "ruleset");
        theirs.load(compilation.nft());
        Stamp stamp = new Stamp(PolicySet.of(compilation).ruleset(ours.name()).digest(), "test", "me@here", 0);
        rules.commit(
                RulesetEncoder.encode(PolicySet.of(compilation).ruleset(ours.name()), stamp, list -> ""),
                rules.generation());
    }

    /** Our table without the chain that tells what is in force. */
    private static String listing(ScratchNamespace namespace) {
        return namespace
                .nft("list", "table", "inet", "firewright")
                .replaceAll("(?s)\n\tchain deployed \\{.*?\n\t}\n", "")
                .replaceAll("(?m)[ \t]+$", "");
    }

    /**
     * The instructions and the sets' elements as the kernel holds them, without what nft calls them, and without its
     * turning of single bytes in concatenations, which changes nothing.
     */
    private static List<String> instructions(ScratchNamespace namespace) {
        Map<Boolean, List<String>> lines = namespace
                .nft("--debug=netlink", "list", "table", "inet", "firewright")
                .lines()
                .map(line -> line.strip().replaceAll("__set[0-9]+", "__set"))
                .filter(line -> line.startsWith("[") || line.startsWith("element"))
                .filter(line -> !line.endsWith("= hton(reg 1, 2, 1) ]"))
                .collect(Collectors.partitioningBy(line -> line.startsWith("element")));
        // The kernel lists a set without intervals in the order of its hashes, which is another one each time.
        return Stream.concat(lines.get(true).stream().sorted(), lines.get(false).stream())
                .toList();
    }
}
