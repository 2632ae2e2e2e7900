package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that need a project and no host: check, plan, lists. */
class ProjectVerbsTest {
    @TempDir
    private Path folder;

    private String project;

    @BeforeEach
    void write() throws IOException {
        project = SmallProject.in(folder);
    }

    @Test
    void aProjectThatIsRight() {
        Typed typed = Typed.words("check", project);

        assertThat(typed.results())
                .isEqualTo(
                        "Small: 1 policy, 2 rules, 1 list, 3 targets; 0 errors, 0 warnings." + System.lineSeparator());
        assertThat(typed.sentences()).isEmpty();
        assertThat(typed.code()).isZero();
    }

    @Test
    void aTypoIsToldWithFileLineAndRemedy() throws IOException {
        SmallProject.in(folder, "tcp.dstport == 80", "tcp.dstprot == 80");

        Typed typed = Typed.words("check", project);

        assertThat(typed.results())
                .startsWith(project + "/firewright.yaml:14:15: ")
                .contains("tcp.dstprot", "Did you mean tcp.dstport?", "1 error, 0 warnings.");
        assertThat(typed.code()).isEqualTo(1);
        JsonObject json = Typed.words("check", project, "--json").json().getAsJsonObject();
        assertThat(json.get("ok").getAsBoolean()).isFalse();
        JsonObject problem = json.getAsJsonArray("problems").get(0).getAsJsonObject();
        assertThat(problem.get("severity").getAsString()).isEqualTo("error");
        assertThat(problem.get("file").getAsString()).isEqualTo(project + "/firewright.yaml");
        assertThat(problem.get("line").getAsInt()).isEqualTo(14);
        assertThat(problem.get("column").getAsInt()).isEqualTo(15);
    }

    @Test
    void aFaultOfTheFileItselfIsToldToo() throws IOException {
        SmallProject.in(folder, "action: count", "acton: count");

        Typed typed = Typed.words("check", project);

        assertThat(typed.results()).contains("firewright.yaml:15:9: A rule has no \"acton\". Did you mean action?");
        assertThat(typed.code()).isEqualTo(1);
    }

    @Test
    void brokenLinesOfAListAreWarningsWithTheirPlace() throws IOException {
        Files.writeString(folder.resolve("bad.txt"), "192.0.2.1\n300.1.1.1\n");

        Typed typed = Typed.words("check", project);

        assertThat(typed.results())
                .contains("Warning: " + project + "/bad.txt:2: \"300.1.1.1\" was left out of the list bad.")
                .contains("0 errors, 1 warning.");
        assertThat(typed.code()).as("the other lines are good").isZero();
    }

    @Test
    void aRuleThatNeverMatchesIsAWarningWithItsPlace() throws IOException {
        SmallProject.in(folder, "tcp.dstport == 80", "ip.src in $bad and tcp.dstport == 23");

        Typed typed = Typed.words("check", project);

        assertThat(typed.results())
                .contains(
                        "Warning: " + project + "/firewright.yaml:13:9: The rule can never match",
                        "rule 1 (Bad actors)",
                        "0 errors, 1 warning.");
        assertThat(typed.code()).isZero();
    }

    @Test
    void noProjectIsNotThere() {
        Typed typed = Typed.words("check", project + "/nowhere", "--json");

        assertThat(typed.sentences()).contains("nowhere: There is no project here.");
        assertThat(typed.json()
                        .getAsJsonObject()
                        .getAsJsonObject("problem")
                        .get("kind")
                        .getAsString())
                .isEqualTo("NOT_FOUND");
        assertThat(typed.code()).isEqualTo(3);
    }

    @Test
    void thePlanIsNftText() {
        Typed typed = Typed.words("plan", project);

        assertThat(typed.results())
                .startsWith("# policy edge for fw1/acme, fw1/globex, fw2/acme\n# list bad: 2 ranges, ")
                .contains("table inet firewright {", "dport 80 counter", "bpf pinned \"/sys/fs/bpf/firewright/");
        assertThat(typed.code()).isZero();
    }

    @Test
    void thePlanOfOneTarget() {
        JsonArray plans = Typed.words("plan", project, "fw2", "--json").json().getAsJsonArray();

        assertThat(plans).hasSize(1);
        JsonObject plan = plans.get(0).getAsJsonObject();
        assertThat(plan.get("target").getAsString()).isEqualTo("fw2/acme");
        assertThat(plan.get("digest").getAsString())
                .isEqualTo(SmallProject.ruleset(folder, "acme").digest());
    }

    @Test
    void aTargetThatTheProjectHasNot() {
        Typed typed = Typed.words("plan", project, "fw1/amce");

        assertThat(typed.sentences())
                .startsWith(
                        "The project has no target fw1/amce. Did you mean fw1/acme? See app/firewright plan --help");
        assertThat(typed.code()).isEqualTo(2);
    }

    @Test
    void noPlanOfAProjectWithErrors() throws IOException {
        SmallProject.in(folder, "$bad", "$wrong");

        Typed typed = Typed.words("plan", project);

        assertThat(typed.sentences()).contains("firewright.yaml:11:", "wrong");
        assertThat(typed.results()).isEmpty();
        assertThat(typed.code()).isEqualTo(1);
    }

    @Test
    void lists() throws IOException {
        Files.writeString(folder.resolve("bad.txt"), "192.0.2.1\n192.0.2.0\n2001:db8::/32\nnonsense\n");

        Typed typed = Typed.words("lists", project, "--json");

        JsonObject list = typed.json().getAsJsonArray().get(0).getAsJsonObject();
        assertThat(list.get("entries").getAsLong()).isEqualTo(3);
        assertThat(list.get("v4Ranges").getAsInt())
                .as("neighbours are one range")
                .isEqualTo(1);
        assertThat(list.get("v6Ranges").getAsInt()).isEqualTo(1);
        assertThat(list.get("leftOut").getAsLong()).isEqualTo(1);
        assertThat(list.getAsJsonArray("policies").get(0).getAsString()).isEqualTo("edge");
        assertThat(typed.sentences()).contains("Warning: " + project + "/bad.txt:4: ");
        assertThat(Typed.words("lists", project).results()).contains("entries", "bad.txt");
    }
}
