package org.firewright.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CounterReportTest {
    private static final CounterReport TOLD = CounterReport.NOTHING.after(new CounterChange(
            1, true, List.of(counters("acme", 5, 6, 7, 8, 9), counters("globex", 1)), List.of(), 4096, List.of()));

    private static NamespaceCounters counters(String namespace, long... packets) {
        return new NamespaceCounters(
                namespace,
                "digest",
                LongStream.of(packets)
                        .mapToObj(each -> new RuleCounter("id-" + each, each, 100 * each))
                        .toList());
    }

    private static CounterReport moved(long[] runs, long[] packets, long[] bytes) {
        MovedCounters moved = new MovedCounters("acme", Numbers.of(runs), Numbers.of(packets), Numbers.of(bytes));
        return TOLD.after(new CounterChange(2, false, List.of(), List.of(moved), 4096, List.of()));
    }

    @Test
    void differencesOfRunsAreAddedToWhatWasTold() {
        CounterReport now = moved(new long[] {0, 2, 3, 1}, new long[] {10, 20, -8}, new long[] {1, 2, -800});
        assertThat(now.namespaces().getFirst().rules())
                .containsExactly(
                        new RuleCounter("id-5", 15, 501),
                        new RuleCounter("id-6", 26, 602),
                        new RuleCounter("id-7", 7, 700),
                        new RuleCounter("id-8", 0, 0),
                        new RuleCounter("id-9", 9, 900));
        assertThat(now.namespaces().getLast()).isEqualTo(TOLD.namespaces().getLast());
    }

    @Test
    void whatIsTooMuchOrTooLittleIsLeftAlone() {
        assertThat(moved(new long[] {-1, 2, 4, Long.MAX_VALUE}, new long[] {1, 2, 3, 4}, new long[] {1, 2, 3})
                        .namespaces()
                        .getFirst()
                        .rules())
                .extracting(RuleCounter::packets)
                .containsExactly(7L, 6L, 7L, 8L, 12L);
        assertThat(moved(new long[] {2}, new long[] {1}, new long[] {1}).namespaces())
                .isEqualTo(TOLD.namespaces());
        assertThat(moved(new long[] {0, 5}, new long[] {}, new long[] {}).namespaces())
                .isEqualTo(TOLD.namespaces());
    }

    @Test
    void aNamespaceThatWasNeverToldIsNotMadeUp() {
        MovedCounters moved = new MovedCounters("initech", Numbers.of(0, 1), Numbers.of(1), Numbers.of(1));
        assertThat(TOLD.after(new CounterChange(2, false, List.of(), List.of(moved), 4096, List.of()))
                        .namespaces())
                .isEqualTo(TOLD.namespaces());
    }
}
