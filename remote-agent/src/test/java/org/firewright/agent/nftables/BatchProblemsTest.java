package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.netlink.KernelError;
import org.firewright.agent.nftables.model.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchProblemsTest {
    private static final Place RULE = new Place("acme", 3, "Bad actors", 0);
    private static final Batch BATCH = batch();

    private static Batch batch() {
        Batch batch = new Batch(Place.namespace("acme"));
        batch.make(Place.namespace("acme"), "the chain input", Items.base("input", 1, 0, 1));
        Batch.StepOrigin first = new Batch.StepOrigin(1, null);
        batch.make(
                new Batch.Origin(
                        RULE,
                        "the rule",
                        List.of(first, first, new Batch.StepOrigin(2, "/sys/fs/bpf/x"), new Batch.StepOrigin(0, null))),
                Items.rule("input", Collections.nCopies(4, new Step.Counter(0L, 0L)), null));
        return batch;
    }

    /** Where the steps of the rule start: its header has 20 bytes, table, chain and the list 16, 12 and 4. */
    private static int start(int step) {
        return 20 + 16 + 12 + 4 + 44 * step;
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 'acme, rule 3 (Bad actors)'", // before the steps
        "0, 'acme, rule 3 (Bad actors), condition 1'",
        "1, 'acme, rule 3 (Bad actors), condition 1'",
        "2, 'acme, rule 3 (Bad actors), condition 2'",
        "3, 'acme, rule 3 (Bad actors)'", // what it does
        "-2, 'acme, rule 3 (Bad actors)'" // the kernel does not tell
    })
    void offsetNamesTheCondition(int step, String place) {
        int offset = step == -2 ? 0 : start(step);
        for (int within : List.of(0, 8)) {
            assertThat(one(new KernelError(2, Errno.EINVAL, offset + within, ""), true)
                            .place()
                            .text())
                    .isEqualTo(place);
        }
    }

    @Test
    void missingPinAndMissingModuleAreToldApart() {
        KernelError error = new KernelError(2, Errno.ENOENT, start(2), "");

        assertThat(one(error, false).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(one(error, false).text())
                .startsWith("acme, rule 3 (Bad actors), condition 2: There is no program pinned at /sys/fs/bpf/x.");
        assertThat(one(error, true).kind()).isEqualTo(Problem.Kind.MISSING_FEATURE);
        assertThat(one(error, true).sentence()).contains("xt_bpf");
    }

    @ParameterizedTest
    @CsvSource({"85, CONFLICT", "1, PERMISSION", "95, MISSING_FEATURE", "12, REFUSED", "28, REFUSED"})
    void errorOfTheFrameIsAboutTheWholeNamespace(int errno, Problem.Kind kind) {
        Problem problem = one(new KernelError(0, errno, 0, ""), true);

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.place()).isEqualTo(Place.namespace("acme"));
    }

    @Test
    void kernelsOwnWordsAreKept() {
        assertThat(one(new KernelError(1, Errno.EINVAL, 0, "No such thing"), true)
                        .sentence())
                .startsWith("The kernel refused the chain input: ")
                .endsWith("(EINVAL), No such thing.");
    }

    @Test
    void eachPlaceIsNamedOnce() {
        KernelError first = new KernelError(2, Errno.ENOENT, start(2), "");
        KernelError again = new KernelError(2, Errno.EINVAL, start(2), "");
        assertThat(BatchProblems.of(BATCH, List.of(refusal(first), refusal(again)), pin -> false))
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThat(BatchProblems.of(BATCH, List.of(), pin -> false)).isEmpty();
    }

    private static Transaction.Refusal refusal(KernelError error) {
        return BATCH.transaction().refusal(error);
    }

    private static Problem one(KernelError error, boolean pinExists) {
        return BatchProblems.of(BATCH, List.of(refusal(error)), pin -> pinExists)
                .getFirst();
    }
}
