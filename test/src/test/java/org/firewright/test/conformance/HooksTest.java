package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.analyse.Finding;
import org.firewright.analyse.PolicyOrder;
import org.firewright.compile.Compiler;
import org.firewright.compile.PolicySet;
import org.firewright.expression.IpAddress;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.PacketForm;
import org.firewright.simulate.Simulator;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the analysis says of hooks and priorities, in a kernel: several policies in one namespace, and real packets. */
@Tag("kernel")
@RequiresRoot
class HooksTest {
    private static final String HERE = "10.9.9.9";
    private static final int UDP = 17;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("hooks");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @AutoClose
    private LoopbackSender sender;

    @BeforeEach
    void open() throws Exception {
        namespace.exec("", "ip", "address", "add", HERE + "/32", "dev", "lo");
        sender = new LoopbackSender(namespace.file());
    }

    /** A datagram to this namespace itself meets all hooks but forward; at each the simulator sees what the kernel sees. */
    @Test
    void interfacesThatNoPacketHasAtAHook() throws Exception {
        List<String> conditions = List.of(
                "iif == \"lo\"",
                "iif != \"lo\"",
                "oif == \"lo\"",
                "oif != \"lo\"",
                "not oif starts_with \"l\"",
                "oif in {\"lo\" \"eth0\"}",
                "iif starts_with \"\"",
                "oif starts_with \"\"");
        List<Policy> policies = Stream.of(Hook.OUTPUT, Hook.PREROUTING, Hook.INPUT)
                .map(hook -> {
                    List<PolicyRule> counting = new ArrayList<>();
                    conditions.forEach(condition -> counting.add(new PolicyRule(
                            hook + " " + condition, "udp.dstport == 9 and " + condition, Action.COUNT, true, "")));
                    return new Policy(hook.name(), hook, 0, Action.ACCEPT, counting);
                })
                .toList();
        deploy(policies);
        namespace.exec("", "bash", "-c", "echo x > /dev/udp/" + HERE + "/9");
        Packet packet = Packet.of(datagram(9, 1), new Packet.Surroundings("lo", "lo", ""));
        Map<String, Long> expected = new TreeMap<>();
        for (Policy policy : policies) {
            Outcome outcome = Simulator.of(policy, Map.of()).simulate(packet);
            outcome.counted().forEach(rule -> expected.put(rule.name(), 1L));
        }
        assertThat(counted()).isEqualTo(expected);
        assertThat(expected)
                .containsKeys("INPUT oif != \"lo\"", "OUTPUT iif != \"lo\"")
                .hasSize(12);
    }

    @Test
    void beforePriorityMinus200ConnectionsAreNotTracked() throws Exception {
        PolicyRule early = new PolicyRule("early", "ct.state == \"invalid\"", Action.COUNT, true, "");
        PolicyRule late = new PolicyRule("late", "ct.state == \"new\"", Action.COUNT, true, "");
        deploy(List.of(
                new Policy("one", Hook.PREROUTING, -201, Action.ACCEPT, List.of(early)),
                new Policy("two", Hook.INPUT, 0, Action.ACCEPT, List.of(late))));
        sender.send(datagram(9, 1), false);
        assertThat(counted()).containsOnly(Map.entry("early", 1L), Map.entry("late", 1L));
    }

    @Test
    void whatIsDroppedBeforeIsMetByNoLaterPolicy() throws Exception {
        Policy first = new Policy(
                "first", Hook.PREROUTING, -5, Action.ACCEPT, List.of(rule("drop 9", "udp.dstport == 9", Action.DROP)));
        Policy then = new Policy(
                "then",
                Hook.INPUT,
                -300,
                Action.DROP,
                List.of(
                        rule("never", "udp.dstport == 9", Action.ACCEPT),
                        rule("accept 10", "udp.dstport == 10", Action.ACCEPT),
                        rule("accept 11", "udp.dstport == 11", Action.ACCEPT)));
        Policy last = new Policy(
                "last",
                Hook.INPUT,
                7,
                Action.ACCEPT,
                List.of(
                        rule("never either", "udp.dstport in {9 12}", Action.COUNT),
                        rule("dropped all the same", "udp.dstport == 10", Action.DROP),
                        rule("counted", "udp.dstport == 11", Action.COUNT)));
        List<Policy> policies = List.of(first, then, last);
        assertThat(PolicyOrder.of(policies, Groups.NONE, Map.of()).findings())
                .extracting(Finding::rule)
                .containsExactly("never", "never either");
        deploy(policies);
        for (int port = 9; port <= 12; port++) {
            sender.send(datagram(port, 1), false);
        }
        assertThat(counted())
                .containsOnly(
                        Map.entry("drop 9", 1L),
                        Map.entry("accept 10", 1L),
                        Map.entry("accept 11", 1L),
                        Map.entry("dropped all the same", 1L),
                        Map.entry("counted", 1L));
    }

    /** Why nothing is claimed of lengths, flags and the like between prerouting and input. */
    @Test
    void fragmentsArePutTogetherBeforeInput() throws Exception {
        Policy first = new Policy(
                "first",
                Hook.PREROUTING,
                0,
                Action.ACCEPT,
                List.of(
                        rule("whole", "bit_slice(ip, 48, 64) == 0", Action.COUNT),
                        rule("fragments", "bit_slice(ip, 48, 64) > 0", Action.COUNT),
                        rule("long", "ip.len > 40", Action.DROP)));
        Policy then = new Policy(
                "then", Hook.INPUT, 0, Action.ACCEPT, List.of(rule("long all the same", "ip.len > 40", Action.COUNT)));
        assertThat(PolicyOrder.of(List.of(first, then), Groups.NONE, Map.of()).findings())
                .isEmpty();
        deploy(List.of(first, then));
        byte[] whole = datagram(9, 24);
        sender.send(fragment(whole, 0, 16), false);
        sender.send(fragment(whole, 16, 32), false);
        assertThat(counted()).containsOnly(Map.entry("fragments", 2L), Map.entry("long all the same", 1L));
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return new PolicyRule(name, when, action, true, "");
    }

    private static byte[] datagram(int port, int length) {
        return new PacketForm(
                        IpAddress.parse("10.9.9.8").orElseThrow(),
                        IpAddress.parse(HERE).orElseThrow(),
                        UDP,
                        4000,
                        port,
                        0,
                        64,
                        new byte[length])
                .bytes();
    }

    /** Some bytes behind the header of an IPv4 packet as a fragment (RFC 791, section 3.1). */
    private static byte[] fragment(byte[] whole, int from, int to) {
        ByteBuffer fragment = ByteBuffer.allocate(20 + to - from);
        fragment.put(whole, 0, 20).put(whole, 20 + from, to - from);
        int more = 20 + to < whole.length ? 0x2000 : 0;
        fragment.putShort(2, (short) fragment.capacity()).putShort(4, (short) 77);
        fragment.putShort(6, (short) (more | from / 8)).putShort(10, (short) 0);
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += fragment.getChar(i);
        }
        fragment.putShort(10, (short) ~((sum & 0xffff) + (sum >>> 16)));
        return fragment.array();
    }

    private void deploy(List<Policy> policies) throws ProblemException {
        Ruleset ruleset = new PolicySet(
                        policies.stream()
                                .map(policy -> Compiler.compile(policy, Map.of()))
                                .toList(),
                        List.of())
                .ruleset(namespace.name());
        Stamp stamp = new Stamp(ruleset.digest(), "hooks", "me@here", 0);
        rules.commit(RulesetEncoder.encode(ruleset, stamp, ignored -> ""), rules.generation());
    }

    /** Packets for each rule that met any; loopback hands packets on before whoever sends them goes on. */
    private Map<String, Long> counted() throws ProblemException {
        Map<String, Long> counted = new TreeMap<>();
        for (RuleState rule : rules.read(false).rules()) {
            if (rule.packets() > 0) {
                counted.put(rule.name(), rule.packets());
            }
        }
        return counted;
    }
}
