package org.firewright.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.firewright.agent.api.Hook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups in a project's file, and what can be wrong with jumps to them. */
class GroupsTest {
    private static final Path FILE = Path.of("firewright.yaml");
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
                    to: web-servers   # shared
            # What web servers have in common.
            groups:
              web-servers:
                variables:
                  office: 192.0.2.0/24
                rules:
                  # They pay for it.
                  - name: Office
                    when: ip.src in {@office}
                    action: accept
              spare: {}
            targets:
              lab1:
                acme:
                  policy: edge
                  variables:
                    office: 198.51.100.0/24
            """;

    @Test
    void aGroupHasNoHookAndIsReachedThroughJumps() {
        Project project = read(TEXT);
        Target acme = project.targets().getFirst();
        assertThat(project.hooked()).extracting(Policy::name).containsExactly("edge");
        assertThat(project.groups().byName().keySet()).containsExactly("web-servers", "spare");
        assertThat(project.policy("edge").orElseThrow().rules().getFirst().to()).isEqualTo("web-servers");
        assertThat(project.enforced(acme)).extracting(Policy::name).containsExactly("edge", "web-servers");
        assertThat(project.enforced(acme).getLast().variables()).isEqualTo(Map.of("office", "198.51.100.0/24"));
    }

    @Test
    void whatIsNotChangedStaysAndAChangeStaysInItsLine() {
        Project project = read(TEXT);
        assertThat(YamlEdit.update(TEXT, project)).isEqualTo(TEXT);
        assertThat(edited(project, "edge", rule -> rule.withJump("spare")))
                .isEqualTo(TEXT.replace("to: web-servers ", "to: spare "));
        assertThat(edited(project, "edge", rule -> rule.withAction(Action.DROP)))
                .isEqualTo(TEXT.replace("action: jump\n        to: web-servers   # shared\n", "action: drop\n"));
        assertThat(edited(project, "web-servers", rule -> rule.withJump("spare")))
                .isEqualTo(TEXT.replace("action: accept\n", "action: jump\n        to: spare\n"));
    }

    @Test
    void aValueThatNoRuleUsesAnyMoreIsOnlyDoubtful() {
        ProjectRead read = ProjectFile.parse(FILE, TEXT.replace("to: web-servers", "to: spare"));
        assertThat(read.project()).isPresent();
        assertThat(read.problems())
                .extracting(ProjectProblem::text)
                .containsExactly(
                        "firewright.yaml:28:9: None of the policies edge, spare has a variable office. Take the"
                                + " value out, unless a rule shall use it again.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    to: web-servers|    tu: web-servers|8:9: A rule that jumps needs \"to\", which is missing here.",
                "action: jump|action: drop|11:9: Only a rule that jumps goes to a group. Write \"action: jump\", or take"
                        + " \"to\" out.",
                "  spare: {}|  edge: {}|22:3: \"edge\" is the name of a policy already, in line 4. Give the group another"
                        + " name.",
                "  spare: {}|  spare: {hook: input}|22:11: A group has no \"hook\". It may have: variables, rules.",
                "policy: edge|policy: web-servers|26:15: A target's policy cannot be \"web-servers\". It may be: edge.",
                "    office: 198|    offic: 198|28:9: None of the policies edge, web-servers has a variable offic. Did you mean office?",
            })
    void whatIsWrongIsToldWithItsPlace(String good, String bad, String problem) {
        ProjectRead read = ProjectFile.parse(FILE, TEXT.replace(good, bad));
        assertThat(read.project()).isEmpty();
        assertThat(read.problems()).extracting(ProjectProblem::text).contains("firewright.yaml:" + problem);
    }

    @Test
    void jumpsLeadSomewhereAndOutAgain() {
        Groups groups = Groups.of(List.of(group("a", "b"), group("b", "c", "d"), group("c", "a"), group("d")));
        Policy edge = policy("d", "a", "e", "bb");
        assertThat(sentences(edge, groups))
                .containsExactly("", "", "There is no group \"e\" to jump to.", "There is no group \"bb\" to jump to.");
        assertThat(sentences(groups.named("a").orElseThrow(), groups))
                .containsExactly("The groups jump in a circle: a -> b -> c -> a.");
        assertThat(sentences(groups.named("b").orElseThrow(), groups))
                .containsExactly("The groups jump in a circle: b -> c -> a -> b.", "");
        Groups itself = Groups.of(List.of(group("a", "a")));
        assertThat(sentences(itself.named("a").orElseThrow(), itself))
                .containsExactly("The groups jump in a circle: a -> a.");
    }

    @Test
    void jumpsAreAsDeepAndAsManyAsTheKernelFollows() {
        List<Policy> deep = new ArrayList<>();
        List<Policy> wide = new ArrayList<>();
        for (int i = 1; i <= 15; i++) {
            deep.add(i == 15 ? group("g15") : group("g" + i, "g" + (i + 1)));
            wide.add(i >= 13 ? group("g" + i) : group("g" + i, "g" + (i + 1), "g" + (i + 1)));
        }
        assertThat(sentences(policy("g1"), Groups.of(deep))).containsExactly("");
        deep.set(14, group("g15", "g16"));
        deep.add(group("g16"));
        assertThat(sentences(policy("g2", "g1"), Groups.of(deep)))
                .containsExactly("", "From here 16 jumps are within one another, and the kernel follows at most 15.");
        assertThat(sentences(policy("g1"), Groups.of(wide))).containsExactly("");
        assertThat(sentences(policy("g1", "g1"), Groups.of(wide)))
                .allMatch(sentence -> sentence.contains("make more than 10,000 ways."));
    }

    @Test
    void aRuleThatIsOffOrOnlyObservesLeadsNowhere() {
        PolicyRule jump = new PolicyRule("r", "", Action.DROP, true, "").withJump("a");
        Groups groups = Groups.of(List.of(Policy.group("a", List.of(jump.withObserve(true)), Map.of())));
        Policy edge = policy("a").withRules(List.of(jump.withEnabled(false)));
        assertThat(JumpCheck.of(groups.named("a").orElseThrow(), jump.withObserve(true), groups))
                .isEmpty();
        assertThat(groups.reached(List.of(edge))).isEmpty();
    }

    private static List<String> sentences(Policy policy, Groups groups) {
        return policy.rules().stream()
                .map(rule -> JumpCheck.of(policy, rule, groups)
                        .map(JumpCheck.Fault::sentence)
                        .orElse(""))
                .toList();
    }

    private static Policy policy(String... groups) {
        return new Policy("edge", Hook.INPUT, 0, Action.DROP, group("", groups).rules());
    }

    private static Policy group(String name, String... groups) {
        List<PolicyRule> rules = new ArrayList<>();
        for (String group : groups) {
            rules.add(new PolicyRule("r" + rules.size(), "", Action.DROP, true, "").withJump(group));
        }
        return Policy.group(name, rules, Map.of());
    }

    private static String edited(Project project, String policy, UnaryOperator<PolicyRule> change) {
        Policy before = project.policy(policy).orElseThrow();
        return YamlEdit.update(
                TEXT,
                project.with(
                        before.withRules(List.of(change.apply(before.rules().getFirst())))));
    }

    private static Project read(String text) {
        ProjectRead read = ProjectFile.parse(FILE, text);
        assertThat(read.problems()).isEmpty();
        return Optional.of(read).flatMap(ProjectRead::project).orElseThrow();
    }
}
