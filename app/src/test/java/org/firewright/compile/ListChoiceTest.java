package org.firewright.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListKind;
import org.firewright.policy.ListHolding;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListChoiceTest {
    @TempDir
    Path folder;

    @Test
    void aFewRangesStandInTheRuleWhereThatIsLess() {
        ListChoice once = ListChoice.of("few", v4(20), ListHolding.CHOSEN, 1);
        assertThat(once.inRules()).isTrue();
        assertThat(once.why()).startsWith("$few stands in the rule itself").contains("kB");

        ListChoice often = ListChoice.of("few", v4(20), ListHolding.CHOSEN, 100);
        assertThat(often.inRules()).isFalse();
        assertThat(often.why()).contains("is a packed table", "in 100 places");
    }

    @Test
    void manyRangesAndBothFamiliesAreATable() {
        assertThat(ListChoice.of("many", v4(257), ListHolding.CHOSEN, 1).inRules())
                .isFalse();
        ListChoice both = ListChoice.of(
                "both", new AddressRanges(new int[] {1, 1}, new long[] {1, 0, 1, 0}), ListHolding.CHOSEN, 1);
        assertThat(both.inRules()).isFalse();
        assertThat(both.why()).contains("IPv4 and IPv6");
        assertThat(ListChoice.of("none", AddressRanges.EMPTY, ListHolding.CHOSEN, 1)
                        .inRules())
                .isFalse();
    }

    @Test
    void aProjectCanForceEachWayAndIsToldWhereItCannot() {
        assertThat(ListChoice.of("some", v4(1_000), ListHolding.NFT_SET, 1).inRules())
                .isTrue();
        ListChoice tooLong = ListChoice.of("long", v4(70_000), ListHolding.NFT_SET, 1);
        assertThat(tooLong.inRules()).isFalse();
        assertThat(tooLong.doubt())
                .hasValueSatisfying(doubt -> assertThat(doubt).contains("cannot be an nftables set", "70,000 ranges"));
        assertThat(ListChoice.of("few", v4(2), ListHolding.TABLE, 1))
                .satisfies(choice -> assertThat(choice.inRules()).isFalse())
                .satisfies(choice -> assertThat(choice.kind()).isEqualTo(ListKind.TABLE));
        assertThat(ListChoice.of("few", v4(2), ListHolding.TRIE, 1).kind()).isEqualTo(ListKind.TRIE);
    }

    @Test
    void rulesTellHowTheirListsAreHeldAndDeploymentsSayWhatIsForced() throws IOException {
        Files.writeString(folder.resolve("few.txt"), "192.0.2.0/24\n198.51.100.7\n");
        CompiledProject compiled = compile("""
                firewright: 1
                name: Test
                lists:
                  few: few.txt
                  forced: {file: few.txt, held-as: trie}
                policies:
                  edge:
                    hook: input
                    default: accept
                    rules:
                      - name: Few
                        when: not ip.src in $few
                        action: drop
                      - name: Forced
                        when: ip.src in $forced
                        action: count
                targets:
                  local:
                    root: edge
                """);
        Compilation edge = compiled.policy("edge").orElseThrow();
        assertThat(compiled.problems()).noneMatch(ProjectProblem::isError);
        assertThat(edge.rules().getFirst().ebpfConditions()).isZero();
        assertThat(edge.rules().getFirst().explanation())
                .anySatisfy(sentence -> assertThat(sentence).startsWith("$few stands in the rule itself"));
        assertThat(edge.rules().getLast().explanation())
                .anySatisfy(sentence -> assertThat(sentence).startsWith("$forced is held in LPM tries"));
        assertThat(edge.lists()).extracting(ListContent::kind).isEqualTo(List.of(ListKind.TRIE));
    }

    private CompiledProject compile(String text) throws IOException {
        Files.writeString(folder.resolve(Project.FILE), text);
        return new ProjectCompiler().compile(ProjectFile.read(folder).project().orElseThrow());
    }

    private static AddressRanges v4(int count) {
        int[] ranges = new int[2 * count];
        for (int i = 0; i < count; i++) {
            ranges[2 * i] = 0x0a00_0000 + 4 * i;
            ranges[2 * i + 1] = ranges[2 * i] + 1;
        }
        return new AddressRanges(ranges, new long[0]);
    }
}
