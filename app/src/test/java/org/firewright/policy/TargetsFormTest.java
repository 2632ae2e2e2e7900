package org.firewright.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target may have in a project's file, and that a change leaves the rest of the file alone. */
class TargetsFormTest {
    private static final Path FILE = Path.of("firewright.yaml");
    private static final String HEAD = """
            firewright: 1
            name: Host
            policies:
              edge: {hook: input, default: drop, variables: {port: 22}}
              egress: {hook: output, default: accept, variables: {port: 53, net: 10.0.0.0/8}}
              pass: {hook: forward, default: drop}
            targets:
              lab1:
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme: edge|edge",
                "acme: [edge]|edge",
                "acme: [egress, edge]|egress, edge",
                "acme: {policy: edge}|edge",
                "acme: {policies: edge}|edge",
                "acme: {policies: [edge, pass]}|edge, pass",
                "acme: {variables: {net: 10.1.0.0/16}, policies: [edge, egress]}|edge, egress",
            })
    void oneOrSeveralPolicies(String target, String policies) {
        Project project = read(target);
        assertThat(project.targets())
                .singleElement()
                .extracting(Target::policyNames)
                .isEqualTo(policies);
        assertThat(YamlEdit.update(HEAD + "    " + target, project).strip()).isEqualTo(HEAD + "    " + target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme: [edge, egres]|9:18: A target's policy cannot be \"egres\". Did you mean egress?",
                "acme: [edge, pass, edge]|9:24: The target has the policy edge already; it stands in line 9."
                        + " Remove one of them: packets meet a policy of a namespace once.",
                "acme: []|9:11: The target has no policy. Name one, or remove the target.",
                "acme: {variables: {port: 1}}|9:11: A target needs \"policy\", which is missing here.",
                "acme: {policy: edge, policies: [pass]}|9:26: The target has \"policy\" and \"policies\"."
                        + " Name all of them in \"policies\".",
                "acme: {policy: [edge, pass]}|9:20: \"policy\" names one policy. For several write \"policies\".",
                "acme: {policies: [edge, pass], variables: {prot: 1}}|9:48: None of the policies edge, pass has a variable"
                        + " prot. Did you mean port?",
                "acme: {policies: [egress, [pass]]}|9:31: \"policy\" names one policy. For several write \"policies\".",
            })
    void whatIsWrongIsToldWithItsPlace(String target, String problem) {
        ProjectRead read = ProjectFile.parse(FILE, HEAD + "    " + target);
        assertThat(read.project()).isEmpty();
        assertThat(read.problems()).extracting(ProjectProblem::text).containsExactly("firewright.yaml:" + problem);
    }

    @Test
    void policiesHoldInTheOrderOfHooksWithTheValuesThatTheyKnow() {
        Project project = read("acme: {variables: {net: 10.1.0.0/16, port: 2222}, policies: [egress, pass, edge]}");
        List<Policy> policies = project.policies(project.targets().getFirst());
        assertThat(policies).extracting(Policy::name).containsExactly("edge", "pass", "egress");
        assertThat(policies)
                .extracting(Policy::variables)
                .containsExactly(Map.of("port", "2222"), Map.of(), Map.of("port", "2222", "net", "10.1.0.0/16"));
    }

    @Test
    void rulesOfOneNameHaveAnIdentityInEachPolicy() {
        Project project = read("acme: [edge, egress]");
        PolicyRule rule = new PolicyRule("Web", "tcp.dstport == 443", Action.COUNT, true, "");
        assertThat(project.policies().stream().map(policy -> policy.id(rule)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{12}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme: edge   # in|edge, egress|acme: [edge, egress]   # in",
                "acme: [edge, egress]   # both|egress|acme: egress   # both",
                "acme: {policy: edge}   # in|edge, pass|acme: [edge, pass]",
                "acme: [egress]|egress, pass|acme: [egress, pass]",
            })
    void aChangeStaysInItsLine(String before, String policies, String after) {
        assertThat(edited(before, policies)).isEqualTo(HEAD + "    " + after + "\n");
    }

    @Test
    void aSequenceOfLinesKeepsItsComments() {
        String lines = """
                acme:
                  # What comes in.
                  - edge   # all of it
                  # What is sent.
                  - egress
                # Nobody pays for it.
                globex: edge
                """.indent(4);
        assertThat(edited(lines, "edge, egress, pass"))
                .isEqualTo(HEAD + lines.replace("- egress\n", "- egress\n      - pass\n"));
        assertThat(edited(lines, "egress, edge"))
                .contains(
                        "      # What is sent.\n      - egress\n      # What comes in.\n      - edge   # all of it\n");
        assertThat(edited(lines, "edge"))
                .isEqualTo(HEAD + lines.replace("      # What is sent.\n      - egress\n", ""));
    }

    @Test
    void aMappingKeepsItsComments() {
        String lines = """
                acme:
                  # What it enforces.
                  policy: edge   # for now
                  # As they want it.
                  variables:
                    port: 2222
                """.indent(4);
        String both = lines.replace("policy: edge ", "policies: [edge, egress] ");
        assertThat(edited(lines, "edge, egress")).isEqualTo(HEAD + both);
        assertThat(edited(both, "edge")).isEqualTo(HEAD + lines);
    }

    private static String edited(String target, String policies) {
        String text = HEAD + (target.endsWith("\n") ? target : "    " + target + "\n");
        Project project = ProjectFile.parse(FILE, text).project().orElseThrow();
        List<Target> targets = new ArrayList<>(project.targets());
        targets.set(0, targets.getFirst().withPolicies(List.of(policies.split(", "))));
        return YamlEdit.update(text, project.withTargets(targets));
    }

    private static Project read(String target) {
        ProjectRead read = ProjectFile.parse(FILE, HEAD + "    " + target);
        assertThat(read.problems()).isEmpty();
        return read.project().orElseThrow();
    }
}
