package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.firewright.agent.api.ProblemException;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code test/conformance kernel} does, with seeds of its own. */
@Tag("kernel")
@RequiresRoot
class KernelConformanceTest {
    private static final long PAIRS = 100_000;

    @Test
    void theKernelDoesWhatTheSimulatorSays() throws IOException, ProblemException {
        assertThat(KernelConformance.compare(PAIRS, 42).map(KernelConformance::text))
                .isEmpty();
    }
}
