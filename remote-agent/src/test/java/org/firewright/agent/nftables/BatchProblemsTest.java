package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.KernelError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchProblemsTest {
    private static final Place RULE = new Place("acme", 3, "Bad actors", 0);
    private static final Batch BATCH = new Batch(
            Place.namespace("acme"),
            Bytes.EMPTY,
            List.of(
                    new Batch.Origin(Place.namespace("acme"), "the chain input", List.of()),
                    new Batch.Origin(
                            RULE,
                            "the rule",
                            List.of(
                                    new Batch.Step(40, 1, null),
                                    new Batch.Step(80, 1, null),
                                    new Batch.Step(120, 2, "/sys/fs/bpf/x")))));

    @ParameterizedTest
    @CsvSource({
        "20, 'acme, rule 3 (Bad actors)'", // before the expressions
        "40, 'acme, rule 3 (Bad actors), condition 1'",
        "100, 'acme, rule 3 (Bad actors), condition 1'",
        "120, 'acme, rule 3 (Bad actors), condition 2'",
        "0, 'acme, rule 3 (Bad actors)'" // the kernel does not tell
    })
    void offsetNamesTheCondition(int offset, String place) {
        assertThat(one(new KernelError(2, Errno.EINVAL, offset, ""), true)
                        .place()
                        .text())
                .isEqualTo(place);
    }

    @Test
    void missingPinAndMissingModuleAreToldApart() {
        KernelError error = new KernelError(2, Errno.ENOENT, 120, "");

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
    void acknowledgementsAreNoProblemsAndEachPlaceIsNamedOnce() {
        KernelError first = new KernelError(2, Errno.ENOENT, 120, "");
        KernelError again = new KernelError(2, Errno.EINVAL, 120, "");
        KernelError acknowledgement = new KernelError(2, 0, 0, "");

        assertThat(BatchProblems.of(BATCH, List.of(first, again, acknowledgement), pin -> false))
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThat(BatchProblems.of(BATCH, List.of(acknowledgement), pin -> false))
                .isEmpty();
    }

    private static Problem one(KernelError error, boolean pinExists) {
        return BatchProblems.of(BATCH, List.of(error), pin -> pinExists).getFirst();
    }
}
