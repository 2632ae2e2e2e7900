package org.firewright.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Hook;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.junit.jupiter.api.Test;

/** What is found of all rules of a project, also beside rules that have an error. */
class ProjectFindingsTest {
    @Test
    void aRuleThatNothingReachesIsFoundBesideRulesWithErrors() {
        List<String> found = found(
                rule("Typing error", "tcp.dstprt == 80", Action.DROP),
                rule("Missing list", "ip.src in $nowhere", Action.DROP),
                rule("Takes all", "tcp.dstport >= 0", Action.DROP),
                rule("Never reached", "tcp.dstport == 443", Action.DROP));
        assertThat(found).contains("SHADOWED 4").doesNotContain("SHADOWED 3");
    }

    @Test
    void aRuleWithAnErrorShadowsNothing() {
        assertThat(found(
                        rule("Takes all if it were right", "tcp.dstport >= 0 and tcp.dstprt == 1", Action.DROP),
                        rule("Web", "tcp.dstport == 443", Action.DROP)))
                .isEmpty();
    }

    @Test
    void whatDependsOnAllThatFollowsIsNotToldBesideAnError() {
        PolicyRule first = rule("Plain", "tcp.dstport == 80", Action.DROP);
        PolicyRule second = rule("Web", "tcp.dstport in {80 443}", Action.DROP);
        assertThat(found(first, second)).contains("REDUNDANT 1");
        assertThat(found(first, rule("Perhaps in between", "tcp.dstprt == 80", Action.ACCEPT), second))
                .isEmpty();
    }

    private static List<String> found(PolicyRule... rules) {
        Project project = new Project(
                Path.of("nowhere"),
                "Odd",
                List.of(),
                List.of(new Policy("edge", Hook.FORWARD, 0, Action.ACCEPT, List.of(rules))),
                List.of(new Target("lab1", "acme", "edge")));
        return ProjectFindings.of(new ProjectCompiler().compile(project)).stream()
                .map(finding -> finding.kind() + " " + finding.number())
                .toList();
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return new PolicyRule(name, when, action, true, "");
    }
}
