package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
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

    @TempDir
    private Path folder;

    @Test
    void aRuleThatNeverMatchesIsNamedWithItsCause() throws IOException {
        Typed typed = Typed.words("analyse", project("one", PROJECT));
        assertThat(typed.results())
                .contains("edge, rule 2 (Never): The rule can never match")
                .contains("rule 1 (Web)")
                .contains("1 finding.");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void aRuleThatChangesNothingIsToldAsJson() throws IOException {
        Typed typed = Typed.words("analyse", project("one", PROJECT.replace("443 and ip.frag", "22")), "--json");
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
        String one = project("one", PROJECT);
        assertThat(Typed.words("diff", one, project("two", PROJECT)).code()).isZero();
        Typed typed = Typed.words("diff", one, project("three", PROJECT.replace("80 443", "80")));
        assertThat(typed.results())
                .contains("edge: drop (Web) becomes accept")
                .contains("for example tcp 198.51.100.7:40000 to 192.0.2.1:443 syn\n");
        assertThat(typed.code()).isEqualTo(ExitCode.NO);
    }

    private String project(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("firewright.yaml");
        Files.writeString(file, text);
        return file.toString();
    }
}
