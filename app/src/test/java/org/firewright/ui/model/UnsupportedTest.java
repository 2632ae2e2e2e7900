package org.firewright.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.AgentService;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.Hook;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.PolicySet;
import org.firewright.compile.ProjectCompiler;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;
import org.junit.jupiter.api.Test;

/** What a host lacks, held against rules of which one needs eBPF. */
class UnsupportedTest {
    private static final String NO_XT_BPF = "The kernel has no xt_bpf. Load it: modprobe xt_bpf.";
    private static final String NO_BPF = "This kernel has no eBPF.";
    private static final Policy EDGE = new Policy(
            "edge",
            Hook.FORWARD,
            0,
            Action.ACCEPT,
            List.of(
                    new PolicyRule("Web", "tcp.dstport == 80", Action.COUNT, true, ""),
                    new PolicyRule("Names", "udp.payload contains \"example\"", Action.COUNT, true, ""),
                    new PolicyRule("Not now", "tcp.payload contains \"example\"", Action.COUNT, false, "")));

    private final CompiledProject compiled = new ProjectCompiler()
            .compile(new Project(
                    Path.of("/p"),
                    "p",
                    List.of(),
                    List.of(EDGE),
                    List.of(new Target("lab1", "acme", "edge"), new Target("lab1", "globex", "edge"))));

    private final List<PolicySet> sets = compiled.project().targets().stream()
            .map(target -> compiled.at(target).orElseThrow())
            .toList();

    @Test
    void onlyRulesThatNeedItAreMarkedAndEachReasonIsToldOnce() {
        assertThat(compiled.problems()).isEmpty();
        Unsupported lab1 = of(true, lacking(Feature.XT_BPF, NO_XT_BPF), lacking(Feature.BPF, NO_BPF));
        assertThat(problems(lab1, 1)).isEmpty();
        assertThat(problems(lab1, 2))
                .extracting(ProjectProblem::text)
                .containsExactly(
                        "edge, rule 2 (Names): lab1 cannot enforce this rule: " + NO_XT_BPF,
                        "edge, rule 2 (Names): lab1 cannot enforce this rule: " + NO_BPF);
        assertThat(problems(lab1, 3)).as("it is off").isEmpty();
        assertThat(lab1.sentences(sets))
                .containsExactly(
                        "lab1 cannot enforce edge, rule 2 (Names): " + NO_XT_BPF,
                        "lab1 cannot enforce edge, rule 2 (Names): " + NO_BPF);
    }

    @Test
    void withoutTablesNoRuleIsEnforcedForOneReason() {
        String none = "The kernel has no nf_tables.";
        Unsupported lab1 = of(true, lacking(Feature.NF_TABLES, none), lacking(Feature.XT_BPF, none));
        assertThat(problems(lab1, 2)).hasSize(1);
        assertThat(lab1.sentences(sets))
                .containsExactly("lab1 cannot enforce 2 rules, the first of them edge, rule 1 (Web): " + none);
    }

    @Test
    void nothingIsSaidOfAHostThatCouldNotFindOut() {
        assertThat(of(false, lacking(Feature.XT_BPF, "Only root can find out.")).sentences(sets))
                .isEmpty();
        assertThat(Unsupported.of("lab1", new HostStatus.Offline()).sentences(sets))
                .isEmpty();
    }

    private List<ProjectProblem> problems(Unsupported host, int number) {
        return host.problems(
                "edge", compiled.policy("edge").orElseThrow().rules().get(number - 1));
    }

    private static Unsupported of(boolean root, Feature... features) {
        return Unsupported.of(
                "lab1",
                new HostStatus.Online(new Hello(
                        AgentService.PROTOCOL, "1", "lab1", "6.18", "x86_64", "25", root, List.of(features))));
    }

    private static Feature lacking(String feature, String reason) {
        return new Feature(feature, false, reason);
    }
}
