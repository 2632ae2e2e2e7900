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
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.Target;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    private ScratchNamespace namespace;
    private NamespaceRules rules;

    @BeforeEach
    void open() throws Exception {
        namespace = ScratchNamespace.make("together");
        namespace.exec("", "ip", "link", "set", "lo", "up");
        rules = NamespaceRules.open(namespace.name(), namespace.file());
    }

    @AfterEach
    void close() {
        rules.close();
        namespace.close();
    }

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

    private CompiledProject compiled(String text) throws IOException {
        Files.writeString(folder.resolve("firewright.yaml"), text);
        return new ProjectCompiler().compile(ProjectFile.read(folder).project().orElseThrow());
    }

    private void deploy(String text) throws IOException, ProblemException {
        CompiledProject compiled = compiled(text);
        Target target = compiled.project().targets().getFirst();
        Ruleset ruleset = compiled.at(target).orElseThrow().ruleset(namespace.name());
        Stamp stamp = new Stamp(ruleset.digest(), ruleset.policy(), "me@here", 0);
        rules.commit(RulesetEncoder.update(ruleset, stamp, ignored -> "", rules.own()), rules.generation());
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
