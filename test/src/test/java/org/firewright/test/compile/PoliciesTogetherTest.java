package org.firewright.test.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.Target;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that gives a namespace a policy for what comes in and one for what goes out, in a kernel with datagrams. */
@Tag("kernel")
@RequiresRoot
class PoliciesTogetherTest {
    private static final String TEXT = """
            firewright: 1
            name: Host
            policies:
              edge:
                hook: input
                default: accept
                rules:
                  - {name: Nine, when: udp.dstport == 9, action: drop}
                  - {name: Rest, when: "udp.dstport in {9 10 11}", action: count}
              egress:
                hook: output
                default: accept
                rules:
                  - {name: Nine, when: udp.dstport == 9, action: accept}
                  - {name: Rest, when: udp.dstport == 11, action: drop}
            targets:
              local:
                here: [egress, edge]
            """;

    @TempDir
    Path folder;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("together");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @Test
    void eachCountsItsOwnAndADropInEitherIsTheEnd() throws Exception {
        deploy(TEXT);
        send(9, 10, 10, 11, 11, 11);
        assertThat(counted()).isEqualTo(Map.of("edge Nine", 1L, "edge Rest", 2L, "egress Nine", 1L, "egress Rest", 3L));
        assertThat(namespace.nft("list", "ruleset"))
                .contains("type filter hook input priority filter; policy accept;")
                .contains("type filter hook output priority filter; policy accept;");
    }

    @Test
    void whatStaysInOneGoesOnCountingWhileTheOtherChanges() throws Exception {
        deploy(TEXT);
        send(9, 10, 11);
        deploy(TEXT.replace("udp.dstport == 11, action: drop", "udp.dstport == 10, action: reject"));
        send(9, 10, 11);
        assertThat(counted()).isEqualTo(Map.of("edge Nine", 2L, "edge Rest", 2L, "egress Nine", 2L, "egress Rest", 1L));
    }

    @Test
    void aPolicyThatIsTakenAwayLeavesNothing() throws Exception {
        deploy(TEXT);
        send(9);
        deploy(TEXT.replace("[egress, edge]", "edge"));
        send(11);
        assertThat(counted()).isEqualTo(Map.of("edge Rest", 1L));
        assertThat(namespace.nft("list", "ruleset")).doesNotContain("hook output");
    }

    private static final String GROUPS = """
            firewright: 1
            name: Host
            policies:
              edge:
                hook: input
                default: accept
                rules:
                  - {name: Low, when: udp.dstport < 10, action: jump, to: shared}
                  - {name: Behind, when: "udp.dstport in {8 9 10 11}", action: count}
                  - {name: Again, when: udp.dstport == 11, action: jump, to: shared, log: true}
              egress:
                hook: output
                default: accept
                rules:
                  - {name: Out, when: udp.dstport == 10, action: jump, to: shared}
                  - {name: Only looks, when: udp.dstport == 9, action: jump, to: shared, observe: true}
            groups:
              shared:
                rules:
                  - {name: Nine, when: udp.dstport == 9, action: drop}
                  - {name: All, action: count}
                  - {name: Further, when: udp.dstport == 11, action: jump, to: inner-most}
              inner-most:
                rules:
                  - {name: End, action: accept}
            targets:
              local:
                here: [egress, edge]
            """;

    /** One chain for a group however many rules jump to it: its rules count what comes from everywhere. */
    @Test
    void jumpsLeadIntoAGroupAndBack() throws Exception {
        deploy(GROUPS);
        send(8, 9, 10, 10, 11);
        Map<String, Long> expected = Map.ofEntries(
                Map.entry("edge Low", 2L),
                Map.entry("edge Behind", 4L),
                Map.entry("edge Again", 1L),
                Map.entry("egress Out", 2L),
                Map.entry("egress Only looks", 1L),
                Map.entry("shared Nine", 1L),
                Map.entry("shared All", 4L),
                Map.entry("shared Further", 1L),
                Map.entry("inner-most End", 1L));
        assertThat(counted()).isEqualTo(expected);
        assertThat(namespace.nft("list", "ruleset"))
                .containsOnlyOnce("chain group_shared {")
                .containsOnlyOnce("chain group_inner-most {")
                .contains("jump group_shared");
    }

    @Test
    void aGroupIsChangedWhereItLiesAndTakenAway() throws Exception {
        deploy(GROUPS);
        send(8, 9, 10);
        String before = namespace.nft("-a", "list", "ruleset");
        deploy(GROUPS.replace("udp.dstport == 9, action: drop", "udp.dstport == 9, action: reject"));
        send(8, 9, 10);
        assertThat(counted())
                .containsEntry("shared Nine", 1L)
                .containsEntry("shared All", 4L)
                .containsEntry("edge Low", 4L);
        String low = before.lines()
                .filter(line -> line.contains("\"Low\""))
                .findFirst()
                .orElseThrow();
        assertThat(namespace.nft("-a", "list", "ruleset"))
                .as("the rule that jumps is the same")
                .contains(handle(low));
        deploy(GROUPS.replace("action: jump, to: inner-most", "action: count"));
        assertThat(namespace.nft("list", "ruleset"))
                .doesNotContain("inner-most")
                .contains("chain group_shared {");
        deploy(GROUPS.replace("action: jump, to: shared", "action: count"));
        assertThat(namespace.nft("list", "ruleset")).doesNotContain("group_");
        deploy(GROUPS);
        send(11);
        assertThat(counted()).containsEntry("inner-most End", 1L);
    }

    /** What nft makes of our text is what the agent makes of the rules. */
    @Test
    void nftReadsOurTextTheSame() throws Exception {
        deploy(GROUPS);
        String ours = namespace.nft("-s", "list", "table", "inet", "firewright");
        namespace.nft("delete", "table", "inet", "firewright");
        CompiledProject compiled = compiled(GROUPS);
        Target target = compiled.project().targets().getFirst();
        namespace.load(compiled.at(target).orElseThrow().nft());
        String theirs = namespace.nft("-s", "list", "table", "inet", "firewright");
        assertThat(jumps(ours)).isEqualTo(jumps(theirs)).hasSize(4);
    }

    /** As deep as the kernel follows jumps the compiler lets them go, and no deeper. */
    @Test
    void theKernelFollowsFifteenJumpsWithinOneAnother() throws Exception {
        StringBuilder text = new StringBuilder(GROUPS.substring(0, GROUPS.indexOf("groups:")) + "groups:\n");
        for (int i = 0; i < 15; i++) {
            String name = i == 0 ? "shared" : "g" + i;
            String next = i == 14 ? "count}" : "jump, to: g" + (i + 1) + "}";
            text.append("  ")
                    .append(name)
                    .append(":\n    rules:\n      - {name: R, action: ")
                    .append(next)
                    .append('\n');
        }
        String targets = "targets:\n  local:\n    here: [egress, edge]\n";
        deploy(text + targets);
        send(8);
        assertThat(counted()).containsEntry("g14 R", 1L);
        String deeper = text.toString().replace("action: count}\n", "action: jump, to: g15}\n")
                + "  g15:\n    rules:\n      - {name: R, action: count}\n" + targets;
        assertThat(compiled(deeper).problems())
                .anyMatch(problem -> problem.sentence().startsWith("From here 16 jumps are within one another"));
    }

    private static List<String> jumps(String listing) {
        return listing.lines()
                .filter(line -> line.contains("jump "))
                .map(line -> line.replaceAll(".*(jump \\S+).*", "$1"))
                .toList();
    }

    private static String handle(String line) {
        return line.substring(line.indexOf("comment"));
    }

    private CompiledProject compiled(String text) throws IOException {
        Files.writeString(folder.resolve("firewright.yaml"), text);
        return new ProjectCompiler().compile(ProjectFile.read(folder).project().orElseThrow());
    }

    private void deploy(String text) throws IOException, ProblemException {
        CompiledProject compiled = compiled(text);
        Target target = compiled.project().targets().getFirst();
        Ruleset ruleset = compiled.at(target).orElseThrow().ruleset(namespace.name());
        Stamp stamp = new Stamp(ruleset.digest(), ruleset.policy(), "me@here", 0);
        ours.deploy(ruleset, stamp);
        assertThat(rules.read(false).stamp()).isEqualTo(stamp);
    }

    /** One datagram to each port of this namespace; what the output policy drops the sender is told. */
    private void send(int... ports) throws IOException {
        try (DatagramChannel sender = NetworkNamespace.visit(namespace.file(), DatagramChannel::open)) {
            for (int port : ports) {
                try {
                    sender.send(
                            ByteBuffer.wrap(new byte[] {1}),
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("not permitted"); // EPERM of what is dropped on its way out
                }
            }
        }
    }

    /** Packets for each rule that met any, by the identity that the project gives it. */
    private Map<String, Long> counted() throws ProblemException {
        Project project = ProjectFile.read(folder).project().orElseThrow();
        Map<String, Long> counted = new TreeMap<>();
        List<RuleState> there = rules.read(false).rules();
        for (Policy policy : project.policies()) {
            policy.rules()
                    .forEach(rule -> there.stream()
                            .filter(each -> each.id().equals(policy.id(rule)) && each.packets() > 0)
                            .forEach(each -> counted.put(policy.name() + " " + rule.name(), each.packets())));
        }
        return counted;
    }
}
