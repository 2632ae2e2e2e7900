package org.firewright.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.Action;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListHolding;
import org.firewright.policy.ListSource;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostPlanTest {
    private static final Target ACME = new Target("lab1", "acme", "edge");
    private static final Target GLOBEX = new Target("lab1", "globex", "edge");
    private static final Target OTHER = new Target("lab2", "acme", "edge");
    private static final Target BROKEN = new Target("lab2", "globex", "broken");

    @TempDir
    Path folder;

    private CompiledProject compiled;

    @BeforeEach
    void compile() throws Exception {
        Files.writeString(folder.resolve("bad.txt"), "192.0.2.0/24\n");
        Project project = new Project(
                folder,
                "Test",
                List.of(new ListDefinition(
                        "bad", new ListSource.File(Path.of("bad.txt"), ListSource.NO_COLUMN), ListHolding.TABLE)),
                List.of(policy("edge", "ip.src in $bad"), policy("broken", "ip.src ==")),
                List.of(ACME, GLOBEX, OTHER, BROKEN));
        compiled = new ProjectCompiler().compile(project);
    }

    private static Policy policy(String name, String when) {
        return new Policy(
                name,
                Hook.FORWARD,
                0,
                Action.ACCEPT,
                List.of(new PolicyRule("Bad actors", when, Action.DROP, true, "")));
    }

    @Test
    void onePlanForEachHostWithEveryContentOnce() throws Exception {
        List<HostPlan> plans = HostPlan.of(compiled, List.of(ACME, OTHER, GLOBEX, ACME), "me@here");

        assertThat(plans).extracting(HostPlan::host).containsExactly("lab1", "lab2");
        HostPlan lab1 = plans.getFirst();
        assertThat(lab1.targets()).containsExactly(ACME, GLOBEX);
        assertThat(lab1.deployment().rulesets()).extracting(Ruleset::namespace).containsExactly("acme", "globex");
        assertThat(lab1.deployment().lists())
                .extracting(ListContent::digest)
                .containsExactlyElementsOf(
                        lab1.files().stream().map(ListFile::digest).toList())
                .hasSize(1);
        assertThat(lab1.deployment().by()).isEqualTo("me@here");
    }

    @Test
    void anErrorInAPolicyStopsBeforeAnyHostIsTouched() {
        assertThatThrownBy(() -> Deployer.deploy(
                        compiled,
                        List.of(ACME, BROKEN),
                        host -> {
                            throw new AssertionError("touched " + host);
                        },
                        Deployer.AfterFailure.GO_ON,
                        () -> false,
                        event -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("broken, rule 1 (Bad actors), column");
    }

    @Test
    void noTargetIsTold() {
        assertThatThrownBy(() -> HostPlan.of(compiled, List.of(), "me@here"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("There is no target to deploy to. Choose one.");
    }
}
