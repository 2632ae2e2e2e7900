package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of rules that two policies share, as every verb sees it that needs no host. */
class GroupTest {
    private static final String TEXT = """
            firewright: 1
            name: Host
            policies:
              edge:
                hook: input
                default: drop
                rules:
                  - name: Web
                    when: tcp.dstport in {80 443}
                    action: jump
                    to: web servers
              egress:
                hook: output
                default: accept
                rules:
                  - name: Names
                    when: udp.dstport == 53
                    action: jump
                    to: web servers
            groups:
              web servers:
                rules:
                  - name: Plain
                    when: tcp.dstport == 80
                    action: reject
                  - name: Office
                    when: ip.src in {192.0.2.0/24}
                    action: accept
            targets:
              fw1:
                acme: [edge, egress]
            """;

    private final Projects projects;
    private final String project;

    GroupTest(@TempDir Path folder) throws IOException {
        projects = new Projects(folder);
        project = projects.write("one", TEXT);
    }

    @Test
    void aPlanHasOneChainForTheGroupAndAJumpForEachRule() {
        Typed typed = Typed.words("plan", project);
        assertThat(typed.results())
                .containsOnlyOnce("chain group_web_servers.")
                .containsSubsequence(
                        "chain input {", "jump group_web_servers.", "chain output {", "chain group_web_servers.")
                .contains("counter name \"Plain_");
        assertThat(Typed.words("check", project).results())
                .contains("firewright.yaml:16:9: Without the jump the same would become of every packet")
                .contains("2 policies, 1 group, 4 rules, 0 lists, 1 target; 0 errors, 1 warning.");
    }

    @Test
    void aPacketIsToldThroughWhichJumpItWasDecided() {
        String[] packet = {"simulate", project, "edge", "tcp", "192.0.2.9:4000", "203.0.113.1:80"};
        assertThat(Typed.words(packet).results())
                .startsWith("reject, by rule 1 (Plain) of group web servers, through rule 1 (Web)\n")
                .contains("  1 Web: matches, jumps to web servers\n")
                .contains(
                        "\n    1 Plain: matches\n        yes  tcp.dstport == 80   (80)\n    2 Office: not reached, matches\n");
        JsonObject json = Typed.words(
                        "simulate", project, "edge", "tcp", "198.51.100.9:4000", "203.0.113.1:443", "--json")
                .json()
                .getAsJsonObject();
        assertThat(json.get("action").getAsString()).as("it comes back").isEqualTo("drop");
        assertThat(json.get("rule").getAsString()).isEmpty();
        assertThat(Typed.words("simulate", project, "web servers", "icmp", "192.0.2.1", "192.0.2.2")
                        .sentences())
                .contains("web servers is a group");
    }

    @Test
    void aDifferenceInAGroupIsToldOfEachPolicy() throws IOException {
        String other = projects.write("two", TEXT.replace("192.0.2.0/24", "192.0.2.0/25"));
        assertThat(Typed.words("diff", project, other).results())
                .contains("edge: accept (Office of web servers) becomes drop by default")
                .contains("1 change.");
        assertThat(Typed.words("diff", project, projects.write("three", TEXT.replace("web servers", "servers")))
                        .results())
                .contains("Group web servers is there no more.\nGroup servers is new.");
    }

    @Test
    void whatIsWrongWithJumpsIsToldInTheFile() throws IOException {
        assertThat(Typed.words("check", projects.write("gone", TEXT.replace("to: web servers", "to: web server")))
                        .results())
                .contains("firewright.yaml:8:9: There is no group \"web server\" to jump to. Did you mean web servers?")
                .contains("Warning: ")
                .contains("No policy jumps to the group web servers.");
        String circle = TEXT.replace("action: reject", "action: jump\n        to: inner")
                .replace(
                        "targets:",
                        "  inner:\n    rules:\n      - {name: Back, action: jump, to: web servers}\ntargets:");
        assertThat(Typed.words("check", projects.write("circle", circle)).results())
                .contains("firewright.yaml:23:9: The groups jump in a circle: web servers -> inner -> web servers.")
                .contains("firewright.yaml:32:9: The groups jump in a circle: inner -> web servers -> inner.");
    }
}
