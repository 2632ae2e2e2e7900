package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.firewright.agent.api.ProblemException;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code test/conformance kernel} does, with seeds of its own, and the cases that once differed. */
@Tag("kernel")
@RequiresRoot
class KernelConformanceTest {
    private static final long PAIRS = 100_000;

    @Test
    void theKernelDoesWhatTheSimulatorSays() throws IOException, ProblemException {
        KernelConformance.Result result = KernelConformance.compare(PAIRS, 42);
        assertThat(result.difference().map(KernelConformance::text)).isEmpty();
        assertThat(result.asked()).isGreaterThanOrEqualTo(PAIRS);
        assertThat(result.askedOfNft()).isGreaterThan(PAIRS / 2);
    }

    @Test
    void whatOnceDifferedAgrees() throws IOException, ProblemException {
        try (InputStream in = KernelConformanceTest.class.getResourceAsStream("kernel-cases.txt")) {
            List<String> cases = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            assertThat(cases).isNotEmpty();
            assertThat(KernelConformance.compare(cases)).isEmpty();
        }
    }
}
