package org.firewright.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {
    private static final Path FILE = Path.of("firewright.yaml");

    private static final String LAB = """
            # Two customers, one policy.
            firewright: 1
            name: Lab
            lists:
              ipsum: lists/ipsum.txt
            policies:
              edge:
                hook: forward
                default: accept
                rules:
                  - name: Bad actors
                    when: ip.src in $ipsum and tcp.dstport in {22 23 3389}
                    action: drop
                  - name: Rest
                    action: count
                    enabled: false
                    note: 'Only to see: what is left'
            targets:
              lab1:
                acme: edge
                globex: edge
            """;

    @TempDir
    Path folder;

    @Test
    void aProjectReadsAsItStandsThere() {
        Project project = read(LAB);
        assertThat(project.name()).isEqualTo("Lab");
        assertThat(project.lists()).containsExactly(new ListDefinition("ipsum", Path.of("lists/ipsum.txt")));
        assertThat(project.policies())
                .containsExactly(new Policy(
                        "edge",
                        Hook.FORWARD,
                        0,
                        Action.ACCEPT,
                        List.of(
                                new PolicyRule(
                                        "Bad actors",
                                        "ip.src in $ipsum and tcp.dstport in {22 23 3389}",
                                        Action.DROP,
                                        true,
                                        ""),
                                new PolicyRule("Rest", "", Action.COUNT, false, "Only to see: what is left"))));
        assertThat(project.targets())
                .containsExactly(new Target("lab1", "acme", "edge"), new Target("lab1", "globex", "edge"));
    }

    @Test
    void aPlaceInARuleIsAPlaceInTheFile() {
        ProjectRead read = ProjectFile.parse(FILE, LAB);
        Location port = new Location.InRule("edge", 1, "Bad actors", 24, 11, 1, 25);
        assertThat(read.positions().inFile(port)).isEqualTo(new Location.InFile(FILE, 12, 39));
        assertThat(read.positions()
                        .inFile(Location.InRule.rule("edge", 2, "Rest"))
                        .text())
                .isEqualTo("firewright.yaml:14:9");
        assertThat(read.positions().inFile(new Location.InList("ipsum")).text()).isEqualTo("firewright.yaml:5:3");
    }

    @Test
    void everyFaultIsToldWithLineAndColumn() {
        ProjectRead read = ProjectFile.parse(FILE, """
                firewright: 1
                nmae: Lab
                lists:
                  Bad-Name: lists/a.txt
                  up: ../../etc/passwd
                  abs: /etc/passwd
                  up: lists/b.txt
                policies:
                  edge:
                    hook: forwrad
                    default: count
                    priority: high
                    rules:
                      - name: One
                        when: [ip.src]
                        action: dorp
                      - name: Two
                        actoin: drop
                      - name: Two
                        action: drop
                        enabled: maybe
                targets:
                  lab1:
                    acme: egde
                    a/b: edge
                  -oProxyCommand=x:
                    acme: edge
                """);

        assertThat(read.project()).isEmpty();
        assertThat(read.problems())
                .extracting(ProjectProblem::text)
                .containsExactly(
                        "firewright.yaml:2:1: A project has no \"nmae\". Did you mean name?",
                        "firewright.yaml:1:1: A project needs \"name\", which is missing here.",
                        "firewright.yaml:7:3: \"up\" stands here a second time; the first is in line 5. Rename or remove one of them.",
                        "firewright.yaml:4:3: \"Bad-Name\" cannot be a list's name. Use lower-case letters, digits, underscores, and dots inside.",
                        "firewright.yaml:5:7: \"../../etc/passwd\" is not a file in the project's folder. Copy the list into the folder and name it relative to it, such as lists/mine.txt.",
                        "firewright.yaml:6:8: \"/etc/passwd\" is not a file in the project's folder. Copy the list into the folder and name it relative to it, such as lists/mine.txt.",
                        "firewright.yaml:10:11: A policy's hook cannot be \"forwrad\". Did you mean forward?",
                        "firewright.yaml:12:15: A policy's priority must be a whole number.",
                        "firewright.yaml:11:14: A policy's default cannot be \"count\". It may be: accept, drop.",
                        "firewright.yaml:15:15: A rule's \"when\" must be a text.",
                        "firewright.yaml:16:17: A rule's action cannot be \"dorp\". Did you mean drop?",
                        "firewright.yaml:18:9: A rule has no \"actoin\". Did you mean action?",
                        "firewright.yaml:17:9: A rule needs \"action\", which is missing here.",
                        "firewright.yaml:21:18: \"enabled\" must be true or false.",
                        "firewright.yaml:24:11: A target's policy cannot be \"egde\". Did you mean edge?",
                        "firewright.yaml:25:5: \"a/b\" cannot be a network namespace.",
                        "firewright.yaml:26:3: \"-oProxyCommand=x\" cannot be a host's name.");
    }

    @Test
    void twoRulesOfOneNameAreAnError() {
        ProjectRead read = ProjectFile.parse(FILE, LAB.replace("name: Rest", "name: Bad actors"));
        assertThat(read.problems())
                .extracting(ProjectProblem::text)
                .containsExactly("firewright.yaml:14:9: There is a rule \"Bad actors\" already, in line 11. "
                        + "Give each rule of a policy a name of its own.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "- a\n- b\n",
                "just text",
                "a: b: c",
                "\t- x",
                "firewright: 2\nname: Later\n",
                "a: &x 1\nb: *x\n",
                "a: !!java.net.URL [x]\n",
                "? [1, 2]\n: 3\n",
                "{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
                "%YAML 9.9\n---\n",
                "one: 1\n---\ntwo: 2\n",
                "firewright: 1\nname: \"\\0\"\n",
                "firewright: 1\nname: ok\npolicies: {edge: {hook: forward, default: drop, rules: {a: b}}}\n",
                "firewright: 99999999999999999999\nname: x\n"
            })
    void whatIsNoProjectIsAProblemAndNotAnException(String text) {
        ProjectRead read = ProjectFile.parse(FILE, text);
        assertThat(read.project()).isEmpty();
        assertThat(read.problems()).isNotEmpty().allMatch(ProjectProblem::isError);
    }

    @Test
    void hostileTextsEndSoon() {
        String aliases = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(sentence(aliases)).isEqualTo("Anchors and aliases (&a, *a) are not read.");
            assertThat(sentence("[\n".repeat(100_000))).isEqualTo("More than 16 levels are nested here.");
            assertThat(sentence("a:\n" + nested(2_000))).isEqualTo("More than 16 levels are nested here.");
            assertThat(sentence("a\n".repeat(YamlText.MAX_CHARACTERS))).contains("The file is longer than");
            assertThat(sentence("a: 1\nb: " + "b".repeat(100_000))).contains("The line is longer than");
            assertThat(sentence("a:\n" + " b\n".repeat(200_000))).contains("has no");
            assertThat(sentence("a: \"" + "b\n".repeat(200_000) + "\"")).contains("has no");
            assertThat(sentence("- a\n".repeat(200_000))).contains("must be a mapping");
        });
    }

    @Test
    void damagedProjectsNeverThrow() {
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(LAB);
            for (int j = 0; j <= random.nextInt(4); j++) {
                int at = random.nextInt(text.length() + 1);
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, at + 1);
                    case 1 ->
                        text.replace(
                                at,
                                Math.min(at + 1, text.length()),
                                "" + "{}[]:-#&*!|>'\"%@`\n\t \u0000é".charAt(random.nextInt(21)));
                    default -> text.setLength(at);
                }
            }
            ProjectRead read = ProjectFile.parse(FILE, text.toString());
            assertThat(read.project().isPresent() || !read.problems().isEmpty()).isTrue();
        }
    }

    @Test
    void aMissingProjectIsToldAndSoIsOneThatIsNoText() throws IOException {
        assertThat(ProjectFile.read(folder).problems().getFirst().sentence()).isEqualTo("There is no project here.");
        Files.write(folder.resolve(Project.FILE), new byte[] {(byte) 0xc3, (byte) 0x28});
        assertThat(ProjectFile.read(folder).problems().getFirst().sentence()).isEqualTo("The file is not UTF-8 text.");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() throws ProblemException {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            Project project = RandomProjects.project(random, folder);
            ProjectFile.write(project);
            ProjectRead read = ProjectFile.read(folder);
            assertThat(read.problems()).isEmpty();
            assertThat(read.project()).hasValue(project);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void aProjectThatCannotBeSavedSaysSo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Project project = new Project(file, "Lab", List.of(), List.of(), List.of());
        assertThatThrownBy(() -> ProjectFile.write(project))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be saved to " + file.resolve(Project.FILE));
    }

    private static String nested(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String sentence(String text) {
        return ProjectFile.parse(FILE, text).problems().getFirst().sentence();
    }

    private static Project read(String text) {
        ProjectRead read = ProjectFile.parse(FILE, text);
        assertThat(read.problems()).isEmpty();
        return read.project().orElseThrow();
    }
}
