package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target with several policies, as every verb sees it that needs no host. */
class TogetherTest {
    private static final String TEXT = """
            firewright: 1
            name: Host
            policies:
              guard:
                hook: prerouting
                default: accept
                rules:
                  - name: No telnet
                    when: tcp.dstport == 23
                    action: drop
              edge:
                hook: input
                default: drop
                rules:
                  - name: Logins
                    when: tcp.dstport in {22 23}
                    action: accept
                  - name: Telnet
                    when: tcp.dstport == 23
                    action: accept
              egress:
                hook: output
                default: accept
                rules:
                  - name: Logins
                    when: tcp.dstport == 22
                    action: reject
            targets:
              fw1:
                acme: [edge, egress, guard]
            """;

    private final Projects projects;
    private final String project;

    TogetherTest(@TempDir Path folder) throws IOException {
        projects = new Projects(folder);
        project = projects.write("one", TEXT);
    }

    @Test
    void aPlanHasAChainForEach() {
        Typed typed = Typed.words("plan", project);
        assertThat(typed.results())
                .contains("# policies guard, edge, egress for fw1/acme\ntable inet firewright {\n\tcounter No_telnet_")
                .containsSubsequence("\tchain prerouting {", "\tchain input {", "\tchain output {")
                .containsOnlyOnce("table inet");
    }

    @Test
    void aPacketIsToldOnEveryWayAndByWhichPolicyItIsDecided() {
        Typed typed = Typed.words("simulate", project, "fw1/acme", "tcp", "192.0.2.9:4000", "192.0.2.1:22");
        assertThat(typed.results())
                .contains("Packets to this namespace: accept, by all policies on the way\npolicy guard: accept, by the"
                        + " default of policy guard\n")
                .contains("policy edge: accept, by rule 1 (Logins)\n")
                .contains("Packets through it: accept, by all policies on the way\n")
                .contains("Packets from it: reject, by policy egress\npolicy egress: reject, by rule 1 (Logins)\n");
        JsonArray json = Typed.words(
                        "simulate",
                        project,
                        "fw1/acme",
                        "tcp",
                        "192.0.2.9:4000",
                        "192.0.2.1:23",
                        "--way",
                        "to",
                        "--json",
                        "--expect",
                        "drop")
                .json()
                .getAsJsonArray();
        JsonObject way = json.get(0).getAsJsonObject();
        assertThat(json).hasSize(1);
        assertThat(way.get("action").getAsString()).isEqualTo("drop");
        assertThat(way.get("policy").getAsString()).isEqualTo("guard");
        assertThat(way.getAsJsonArray("met")).hasSize(1);
    }

    @Test
    void anExpectationIsOfEveryWayThatIsAskedFor() {
        String[] packet = {
            "simulate", project, "fw1/acme", "tcp", "192.0.2.9:4000", "192.0.2.1:22", "--expect", "accept"
        };
        assertThat(Typed.words(packet).code()).isEqualTo(ExitCode.NO);
        String[] to = Arrays.copyOf(packet, packet.length + 2);
        to[packet.length] = "--way";
        to[packet.length + 1] = "to";
        assertThat(Typed.words(to).code()).isZero();
    }

    @Test
    void whatAnEarlierPolicyDropsIsToldOfTheTarget() throws IOException {
        String sentence = "edge, rule 2 (Telnet): The rule can never match";
        Typed typed = Typed.words("analyse", project);
        assertThat(typed.results())
                .contains(sentence)
                .contains(
                        "guard, edge, egress: Packets to this namespace meet guard (prerouting, priority 0), then edge"
                                + " (input, priority 0).");
        String only = projects.write("two", TEXT.replace("{22 23}", "{22}"));
        assertThat(Typed.words("analyse", only).results())
                .contains(
                        "edge, rule 2 (Telnet): No packet that the rule asks for gets here: before, guard drops them by"
                                + " rule 1 (No telnet).");
        assertThat(Typed.words("check", only).results())
                .contains("firewright.yaml:18:9: No packet that the rule asks for gets here")
                .contains("3 policies, 4 rules, 0 lists, 1 target; 0 errors, 1 warning.");
    }

    @Test
    void twoPoliciesAtOnePlaceAreAnErrorOfTheTarget() throws IOException {
        String same = projects.write("same", TEXT.replace("hook: output", "hook: input"));
        Typed typed = Typed.words("check", same);
        assertThat(typed.results())
                .contains(
                        "firewright.yaml:30:5: The policies edge and egress of fw1/acme are both at the hook input with"
                                + " priority 0, and the kernel does not say which of them packets meet first. Give one of them"
                                + " another priority: the lower one is first.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
        String apart = projects.write("apart", TEXT.replace("hook: output", "hook: input\n    priority: -300"));
        assertThat(Typed.words("plan", apart).results())
                .containsSubsequence("\tchain prerouting {", "\tchain input_m300 {", "\tchain input {");
    }

    @Test
    void aDifferenceNamesPoliciesThatATargetGets() throws IOException {
        Typed typed =
                Typed.words("diff", projects.write("before", TEXT.replace("[edge, egress, guard]", "edge")), project);
        assertThat(typed.results())
                .contains("Target fw1/acme has policies edge, egress, guard instead of edge.\n0 changes.");
        assertThat(Typed.words("diff", project, projects.write("after", TEXT.replace("edge, egress", "egress, edge")))
                        .code())
                .isZero();
    }
}
