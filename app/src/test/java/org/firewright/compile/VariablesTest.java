package org.firewright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Protocols;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.ProjectRead;
import org.firewright.policy.Target;
import org.firewright.simulate.Packet;
import org.firewright.simulate.PacketForm;
import org.firewright.simulate.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables from the project's file to rules: each target gets its own values. */
class VariablesTest {
    private static final String PROJECT = """
            firewright: 1
            name: Test
            policies:
              edge:
                hook: forward
                default: drop
                variables:
                  admins: 192.0.2.0/24 198.51.100.7
                  ssh_port: 22
                  uplink: '"eth0"'
                rules:
                  - name: Admins
                    when: ip.src in {@admins 10.0.0.0/8} and tcp.dstport == @ssh_port
                    action: accept
                  - name: From outside
                    when: iif == @uplink
                    action: count
            targets:
              lab1:
                acme: edge
                globex:
                  policy: edge
                  variables:
                    ssh_port: 2222
            """;

    @TempDir
    Path folder;

    @Test
    void eachTargetGetsItsOwnValues() throws IOException {
        CompiledProject compiled = compile(PROJECT);
        assertThat(compiled.problems()).isEmpty();
        List<Target> targets = compiled.project().targets();
        assertThat(compiled.at(targets.get(0)).orElseThrow().nft())
                .contains("192.0.2.0/24", "198.51.100.7", "dport 22 ", "iifname \"eth0\"");
        assertThat(compiled.at(targets.get(1)).orElseThrow().nft())
                .contains("192.0.2.0/24", "dport 2222 ", "iifname \"eth0\"");
        assertThat(compiled.deployment("me@desk", targets).rulesets())
                .extracting(ruleset -> ruleset.digest())
                .doesNotHaveDuplicates();
    }

    @Test
    void aTargetIsKnownByItsPlaceAlone() throws IOException {
        CompiledProject compiled = compile(PROJECT);
        Target bare = new Target("lab1", "globex", "edge");
        assertThat(compiled.at(bare).orElseThrow().nft()).contains("dport 2222 ");
        assertThat(compiled.deployment("me@desk", List.of(bare)).rulesets())
                .isEqualTo(compiled.deployment(
                                "me@desk", compiled.project().targets().subList(1, 2))
                        .rulesets());
    }

    @Test
    void theSimulatorKnowsThemToo() throws IOException {
        Project project = compile(PROJECT).project();
        for (Target target : project.targets()) {
            Policy policy = project.policies(target).getFirst();
            Simulator simulator = Simulator.of(policy, Map.of());
            assertThat(simulator.problems()).isEmpty();
            int open = target.variables().isEmpty() ? 22 : 2222;
            for (int port : List.of(22, 2222)) {
                byte[] bytes = PacketForm.of(address("10.1.1.1"), address("192.0.2.9"), Protocols.TCP, 999, port)
                        .bytes();
                Packet packet = Packet.of(bytes, new Packet.Surroundings("eth0", "", ""));
                assertThat(simulator.simulate(packet).action()).isEqualTo(port == open ? Action.ACCEPT : Action.DROP);
            }
        }
    }

    @Test
    void aValueThatDoesNotFitIsToldForTheTargetThatGivesIt() throws IOException {
        CompiledProject compiled = compile(PROJECT.replace("ssh_port: 2222", "ssh_port: 10.0.0.1"));
        assertThat(compiled.problems())
                .extracting(ProjectProblem::text)
                .containsExactly("edge, rule 1 (Admins), column 36: For lab1/globex: @ssh_port is 10.0.0.1 here. "
                        + "Expected a number, found \"10.0.0.1\".");
        assertThat(compiled.errors(compiled.project().targets().subList(0, 1))).isEmpty();
        assertThat(compiled.errors(compiled.project().targets().subList(1, 2))).hasSize(1);
    }

    @Test
    void aValueIsAValueAndNoConditions() throws IOException {
        CompiledProject compiled = compile(PROJECT.replace("ssh_port: 22\n", "ssh_port: 22 or ip.frag\n"));
        assertThat(compiled.problems())
                .extracting(ProjectProblem::sentence)
                .containsExactly("@ssh_port is 22 or ip.frag here. This is more than a value.");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() throws IOException {
        assertThat(compile(PROJECT.replace("@ssh_port", "@ssh_prot")).problems())
                .extracting(problem -> problem.sentence() + " " + problem.remedy())
                .contains("There is no variable @ssh_prot here. Did you mean ssh_port?");
        assertThat(problems(PROJECT.replace("ssh_port: 2222", "ssh_prot: 2222")))
                .containsExactly(
                        "firewright.yaml:24:9: The policy edge has no variable ssh_prot. Did you mean ssh_port?");
        assertThat(problems(PROJECT.replace("    ssh_port: 22\n", "    Ssh: 22\n")))
                .anyMatch(text -> text.contains("\"Ssh\" cannot be a variable's name."));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private List<String> problems(String text) {
        return ProjectFile.parse(Path.of("firewright.yaml"), text).problems().stream()
                .map(ProjectProblem::text)
                .toList();
    }

    private CompiledProject compile(String text) throws IOException {
        Path file = folder.resolve(Project.FILE);
        Files.writeString(file, text);
        ProjectRead read = ProjectFile.parse(file, text);
        return new ProjectCompiler().compile(read.project().orElseThrow());
    }
}
