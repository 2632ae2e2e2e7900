package org.firewright.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlEditTest {
    private static final String TEXT = """
            # Ours.
            firewright: 1
            name: Lab   # not production

            # Refreshed by hand.
            lists:
              ipsum: lists/ipsum.txt  # level 1
            policies:
              # At the border.
              edge:
                default: accept   # for now
                hook: forward
                rules:
                  # They come every night.
                  - name: 'Bad actors'   # all of them
                    when: ip.src in $ipsum   # known ones
                    action: drop
                  - {name: Short, action: count}

                  # The last one.
                  - action: count
                    name: Rest
                    note: |
                      Only to see
                      what is left.
                    enabled: true
            targets:
              # Upstairs.
              lab1:
                acme: edge     # pays for it
                globex: edge
            # The end.
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsNotChangedStaysToTheLetter() {
        assertThat(YamlEdit.update(TEXT, project(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void aChangedValueLeavesItsLineAlone() {
        assertThat(edited(0, rule -> new PolicyRule(rule.name(), "tcp.dstport == 22", rule.action(), true, "")))
                .isEqualTo(TEXT.replace("when: ip.src in $ipsum ", "when: tcp.dstport == 22 "));
        assertThat(edited(0, rule -> new PolicyRule("Bad: ones", rule.when(), rule.action(), true, "")))
                .isEqualTo(TEXT.replace("'Bad actors'", "\"Bad: ones\""));
        assertThat(edited(2, rule -> new PolicyRule(rule.name(), "", Action.DROP, true, rule.note())))
                .isEqualTo(TEXT.replace("- action: count", "- action: drop"));
    }

    @Test
    void aNewValueComesLastAndAGoneOneGoes() {
        assertThat(edited(0, rule -> new PolicyRule(rule.name(), rule.when(), rule.action(), false, "")))
                .isEqualTo(TEXT.replace("        action: drop\n", "        action: drop\n        enabled: false\n"));
        assertThat(edited(0, rule -> new PolicyRule(rule.name(), "", rule.action(), true, "")))
                .isEqualTo(TEXT.replace("        when: ip.src in $ipsum   # known ones\n", ""));
        assertThat(edited(1, rule -> new PolicyRule(rule.name(), "sip", rule.action(), true, "")))
                .isEqualTo(TEXT.replace(
                        "- {name: Short, action: count}", "- name: Short\n        when: sip\n        action: count"));
        assertThat(edited(2, rule -> new PolicyRule(rule.name(), "", rule.action(), true, "Short.")))
                .isEqualTo(TEXT.replace("note: |\n          Only to see\n          what is left.", "note: Short."));
    }

    @Test
    void aRuleMovesWithTheCommentsAboveIt() {
        assertThat(edited(TEXT, rules -> Collections.rotate(rules, 1))).contains("""
                            rules:

                              # The last one.
                              - action: count
                                name: Rest
                                note: |
                                  Only to see
                                  what is left.
                                enabled: true
                              # They come every night.
                              - name: 'Bad actors'   # all of them
                        """);
    }

    @Test
    void aRuleIsAddedWhereItBelongs() {
        PolicyRule added = new PolicyRule("New", "sip", Action.DROP, true, "");
        assertThat(edited(TEXT, rules -> rules.add(1, added)))
                .isEqualTo(TEXT.replace(
                        "      - {name: Short",
                        "      - name: New\n        when: sip\n        action: drop\n      - {name: Short"));
    }

    @Test
    void targetsAndListsChangeInTheirPlaces() {
        Project project = project(TEXT);
        List<Target> targets = new ArrayList<>(project.targets());
        targets.remove(1);
        targets.add(new Target("lab2", "root", "edge"));
        Project changed = new Project(
                project.folder(),
                "Lab two",
                List.of(new ListDefinition("ipsum", Path.of("lists/other.txt"))),
                project.policies(),
                targets);
        assertThat(YamlEdit.update(TEXT, changed))
                .isEqualTo(TEXT.replace("name: Lab ", "name: Lab two ")
                        .replace("lists/ipsum.txt", "lists/other.txt")
                        .replace("    globex: edge\n", "  lab2:\n    root: edge\n"));
    }

    @Test
    void aFirstKeyThatGoesLeavesItsDash() {
        String text = TEXT.replace(
                "- {name: Short, action: count}", "- note: Old\n        name: Short\n        action: count");
        PolicyRule bare = new PolicyRule("Short", "", Action.COUNT, true, "");
        assertThat(edited(text, rules -> rules.set(1, bare)))
                .isEqualTo(text.replace("- note: Old\n        name: Short", "- name: Short"));
    }

    @Test
    void windowsLineEndsStay() {
        String text = TEXT.replace("\n", "\r\n");
        Project project = project(text);
        assertThat(YamlEdit.update(text, project)).isEqualTo(text);
    }

    /** Every rule has a comment with its name above it; whatever happens to rules, comments stay with theirs. */
    @Test
    void anyChangeKeepsEveryCommentWithItsRule() {
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            List<PolicyRule> rules = rules(random, 6);
            Policy before = with(project(TEXT).policy("edge").orElseThrow(), rules);
            Project project = project(TEXT).with(before);
            String text = commented(ProjectText.of(project));
            List<PolicyRule> changed = new ArrayList<>(rules);
            Collections.shuffle(changed, random);
            changed.removeIf(rule -> random.nextInt(5) == 0);
            changed.replaceAll(rule -> random.nextInt(3) > 0 ? rule : RandomProjects.rule(random, rule.name()));
            Project wanted = project.with(with(before, changed));

            String updated = YamlEdit.update(text, wanted);
            assertThat(project(updated)).isEqualTo(wanted);
            for (PolicyRule rule : changed) {
                assertThat(updated.replaceAll("[ ]*", ""))
                        .contains(("# " + rule.name() + "\n- name: " + ProjectText.scalar(rule.name()) + "\n")
                                .replaceAll("[ ]*", ""));
            }
        }
    }

    @Test
    void anyProjectTakesTheTextOfAnyOther() {
        Random random = new Random(10);
        for (int i = 0; i < 200; i++) {
            String text = commented(ProjectText.of(RandomProjects.project(random, folder)));
            Project wanted = RandomProjects.project(random, folder);
            String updated = YamlEdit.update(text, wanted);
            assertThat(ProjectFile.parse(folder.resolve(Project.FILE), updated).project())
                    .hasValue(wanted);
        }
    }

    @Test
    void aFileWithAFaultIsNotWrittenOver() throws IOException {
        Project project = new Project(folder.toAbsolutePath(), "Lab", List.of(), List.of(), List.of());
        Path file = Files.writeString(folder.resolve(Project.FILE), TEXT.replace("hook:", "hok:"));
        assertThatThrownBy(() -> ProjectFile.write(project))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("its file has a fault by now")
                .hasMessageContaining(":12:5: A policy has no \"hok\". Did you mean hook?");
        assertThat(file).content().contains("hok:");
    }

    private static List<PolicyRule> rules(Random random, int count) {
        List<PolicyRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(RandomProjects.rule(random, "Rule " + i));
        }
        return rules;
    }

    /** The same text with a comment above each rule. */
    private static String commented(String text) {
        return text.replaceAll("(?m)^( +)- name: (.*)$", "$1# $2\n$1- name: $2");
    }

    private String edited(int index, UnaryOperator<PolicyRule> edit) {
        return edited(TEXT, rules -> rules.set(index, edit.apply(rules.get(index))));
    }

    /** A project's text after a change of the rules of its policy. */
    private String edited(String text, Consumer<List<PolicyRule>> edit) {
        Project project = project(text);
        Policy edge = project.policy("edge").orElseThrow();
        List<PolicyRule> rules = new ArrayList<>(edge.rules());
        edit.accept(rules);
        return YamlEdit.update(text, project.with(with(edge, rules)));
    }

    private static Policy with(Policy policy, List<PolicyRule> rules) {
        return new Policy(policy.name(), policy.hook(), policy.priority(), policy.defaultAction(), rules);
    }

    private Project project(String text) {
        ProjectRead read = ProjectFile.parse(folder.resolve(Project.FILE), text);
        assertThat(read.problems()).isEmpty();
        return read.project().orElseThrow();
    }
}
