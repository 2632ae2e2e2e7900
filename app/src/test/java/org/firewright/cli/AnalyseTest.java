package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found about rules, and between two states of a project. */
class AnalyseTest {
    private static final String PROJECT = """
            firewright: 1
            name: two
            policies:
              edge:
                hook: prerouting
                default: accept
                rules:
                  - name: Web
                    when: tcp.dstport in {80 443}
                    action: drop
                  - name: Never
                    when: tcp.dstport == 443 and ip.frag
                    action: accept
            """;

    private final Projects projects;

    AnalyseTest(@TempDir Path folder) {
        projects = new Projects(folder);
    }

    @Test
    void aRuleThatNeverMatchesIsNamedWithItsCause() throws IOException {
        Typed typed = Typed.words("analyse", projects.write("one", PROJECT));
        assertThat(typed.results())
                .contains("edge, rule 2 (Never): The rule can never match")
                .contains("rule 1 (Web)")
                .contains("1 finding.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void aRuleThatChangesNothingIsToldAsJson() throws IOException {
        Typed typed = Typed.words("analyse", projects.write("one", PROJECT.replace("443 and ip.frag", "22")), "--json");
        JsonObject json = typed.json().getAsJsonObject();
        assertThat(json.getAsJsonArray("findings")).hasSize(1);
        assertThat(json.getAsJsonArray("findings")
                        .get(0)
                        .getAsJsonObject()
                        .get("kind")
                        .getAsString())
                .isEqualTo("redundant");
    }

    @Test
    void changedPacketsAreToldWithAnExample() throws IOException {
        String one = projects.write("one", PROJECT);
        assertThat(Typed.words("diff", one, projects.write("two", PROJECT)).code())
                .isZero();
        Typed typed = Typed.words("diff", one, projects.write("three", PROJECT.replace("80 443", "80")));
        assertThat(typed.results())
                .contains("edge: drop (Web) becomes accept")
                .contains("for example tcp 198.51.100.7:40000 to 192.0.2.1:443 syn\n");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void aPolicyThatMovesToAnotherHookIsToldEvenWithoutAnyChange() throws IOException {
        Typed typed = Typed.words(
                "diff", projects.write("one", PROJECT), projects.write("two", PROJECT.replace("prerouting", "input")));
        assertThat(typed.results())
                .contains("edge: It moves from prerouting, priority 0 to input, priority 0: other packets meet it")
                .contains("0 changes.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    private static final String TARGETS = PROJECT.replace("tcp.dstport == 443 and ip.frag", "tcp.dstport == @port")
                    .replace("    default: accept", "    default: accept\n    variables: {port: 443}")
            + """
            targets:
              lab1:
                acme: edge
                globex: {policy: edge, variables: {port: 22}}
            """;

    @Test
    void aTargetsOwnVariablesAreCompared() throws IOException {
        String one = projects.write("one", TARGETS.replace("action: accept", "action: reject"));
        assertThat(Typed.words("diff", one, one).code()).isZero();
        Typed typed = Typed.words(
                "diff",
                one,
                projects.write(
                        "two",
                        TARGETS.replace("action: accept", "action: reject").replace("22}", "23}")));
        assertThat(typed.results())
                .contains("edge at lab1/globex: reject (Never) becomes accept by default")
                .contains("edge at lab1/globex: accept by default becomes reject (Never)")
                .contains("2 changes.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void targetsThatComeGoAndChangeAreNamed() throws IOException {
        Typed typed = Typed.words(
                "diff",
                projects.write("one", TARGETS),
                projects.write("two", TARGETS.replace("    acme: edge", "    initech: edge")));
        assertThat(typed.results())
                .contains("Target lab1/acme is there no more.")
                .contains("Target lab1/initech is new.")
                .contains("0 changes.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void policiesTogetherTellWhatPacketsMeetFirstAndWhatIsDroppedBefore() throws IOException {
        String two = PROJECT + """
              local:
                hook: input
                default: drop
                rules:
                  - name: Secure web
                    when: tcp.dstport == 443
                    action: accept
                  - name: Shell
                    when: tcp.dstport == 22 and oif == "lo"
                    action: accept
            """;
        Typed typed = Typed.words("analyse", projects.write("one", two), "--together", "local,edge");
        assertThat(typed.results())
                .contains(
                        "Packets to this namespace meet edge (prerouting, priority 0), then local (input, priority 0).")
                .contains("Packets through it meet edge (prerouting, priority 0).")
                .contains("Packets from it meet none of them.")
                .contains("local, rule 1 (Secure web): No packet that the rule asks for gets here: before, edge drops"
                        + " them by rule 1 (Web). Accept them there, or remove the rule.")
                .contains("local, rule 2 (Shell), column 23: oif == \"lo\" can never match. At the hook input no packet"
                        + " has an oif: only at forward, output and postrouting is known where it leaves.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
        assertThat(Typed.words("analyse", projects.write("one", two), "--together", "local,egde")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
