package org.firewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {
    private static final int MEGABYTES = 100;
    private static final int MEGABYTE = 1 << 20;

    @Test
    void whatALargeAnswerLeavesIsCollected() {
        Heap heap = new Heap();
        byte[][] answer = new byte[MEGABYTES][MEGABYTE];
        long full = used();
        assertThat(answer).hasDimensions(MEGABYTES, MEGABYTE);
        answer = null;

        heap.tidy();

        assertThat(used()).isLessThan(full - MEGABYTES / 2 * MEGABYTE);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
