package org.firewright.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Ruleset;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.ProjectRead;
import org.firewright.policy.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCompilerTest {
    @TempDir
    Path folder;

    private final ProjectCompiler compiler = new ProjectCompiler();

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(folder.resolve("lists"));
        Files.writeString(folder.resolve("lists/bad.txt"), "192.0.2.1\n192.0.2.2\n2001:db8::/32\n");
        Files.writeString(folder.resolve(Project.FILE), """
                firewright: 1
                name: Test
                lists:
                  bad: lists/bad.txt
                policies:
                  edge:
                    hook: forward
                    default: accept
                    rules:
                      - name: Bad
                        when: ip.src in $bad
                        action: drop
                      - name: Own set
                        when: ip.dst in {10.0.0.0/8 fd00::/8}
                        action: count
                  other:
                    hook: input
                    default: drop
                    rules:
                      - name: Wrong
                        when: "tcp.dport == 1"
                        action: drop
                targets:
                  lab1:
                    acme: edge
                    globex: edge
                    initech: other
                """);
    }

    @Test
    void aDeploymentHoldsEachListOnceAndEveryContentCanBeHad() {
        CompiledProject compiled = compiler.compile(read().project().orElseThrow());
        Deployment deployment = compiled.deployment(
                "me@here", List.of(new Target("lab1", "acme", "edge"), new Target("lab1", "globex", "edge")));

        assertThat(deployment.rulesets()).extracting(Ruleset::namespace).containsExactly("acme", "globex");
        assertThat(deployment.lists()).hasSize(1).allSatisfy(list -> {
            ListFile file = compiled.content(list.digest()).orElseThrow();
            assertThat(file.ranges().count()).isEqualTo(list.ranges());
        });
        assertThat(deployment.lists().getFirst().ranges()).isEqualTo(2);
    }

    @Test
    void anErrorStopsThoseTargetsThatItIsAboutAndIsFoundInTheFile() {
        ProjectRead read = read();
        Project project = read.project().orElseThrow();
        CompiledProject compiled = compiler.compile(project);
        List<Target> good = project.targets().subList(0, 2);

        assertThat(compiled.errors(good)).isEmpty();
        assertThat(compiled.errors(project.targets()))
                .extracting(problem ->
                        problem.at(read.positions().inFile(problem.location())).text())
                .containsExactly(folder.resolve(Project.FILE)
                        + ":21:16: Expected a field, found \"tcp.dport\". Did you mean tcp.dstport?");
        assertThatThrownBy(() -> compiled.deployment("me@here", project.targets()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void badLinesAreToldWithTheirNumberAndGoodOnesUsed() throws IOException {
        Files.writeString(folder.resolve("lists/bad.txt"), "192.0.2.1\n" + "example.org\n".repeat(7));
        CompiledProject compiled = compiler.compile(read().project().orElseThrow());

        assertThat(compiled.list("bad").orElseThrow().read().entries()).isEqualTo(1);
        List<String> texts =
                compiled.problems().stream().map(ProjectProblem::text).toList();
        assertThat(texts.getFirst())
                .isEqualTo("lists/bad.txt:2: \"example.org\" was left out of the list bad. This is a host name, and"
                        + " lists hold addresses only: write the addresses that it stands for.");
        assertThat(texts).contains("list bad: 2 more lines of lists/bad.txt were left out.");
    }

    @Test
    void aMissingListIsAnErrorOfTheRulesThatNeedIt() throws IOException {
        Files.delete(folder.resolve("lists/bad.txt"));
        ProjectRead read = read();
        CompiledProject compiled = compiler.compile(read.project().orElseThrow());
        assertThat(compiled.problems())
                .extracting(problem ->
                        problem.at(read.positions().inFile(problem.location())).text())
                .startsWith(
                        folder.resolve(Project.FILE) + ":4:3: There is no readable list file "
                                + folder.resolve("lists/bad.txt") + ". Put it there, or correct the path in "
                                + "firewright.yaml.",
                        folder.resolve(Project.FILE) + ":11:25: The list bad could not be read.");
    }

    @Test
    void aLinkOutOfTheProjectIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "192.0.2.1\n");
        Files.delete(folder.resolve("lists/bad.txt"));
        Files.createSymbolicLink(folder.resolve("lists/bad.txt"), secret);
        assertThat(compiler.compile(read().project().orElseThrow()).problems())
                .extracting(ProjectProblem::sentence)
                .contains("The file lists/bad.txt is a link out of the project's folder.");
    }

    @Test
    void aListIsReadAgainOnlyWhenItsFileHasChanged() throws IOException {
        Project project = read().project().orElseThrow();
        Path list = folder.resolve("lists/bad.txt");
        Files.setLastModifiedTime(list, FileTime.from(Instant.EPOCH));
        ProjectList first = compiler.compile(project).list("bad").orElseThrow();
        assertThat(compiler.compile(project).list("bad").orElseThrow().file()).isSameAs(first.file());

        Files.writeString(list, "192.0.2.9\n");
        assertThat(compiler.compile(project).list("bad").orElseThrow().file().digest())
                .isNotEqualTo(first.file().digest());
    }

    private ProjectRead read() {
        ProjectRead read = ProjectFile.read(folder);
        assertThat(read.problems()).isEmpty();
        return read;
    }
}
