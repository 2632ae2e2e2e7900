package org.firewright.agent;

/**
 * Gives memory back after requests that needed much. What lives longer than one young collection, as most of a large answer
 * does, the serial collector lets lie until the heap is as large as it may become, however little of it is used.
 */
final class Heap {
    /** What may be committed beside twice of what is used: small requests never collect. */
    private static final long SPARE_BYTES = 48L << 20;

    private long used;

    /** Collects where it is worth while; to be called when an answer is out. */
    synchronized void tidy() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() > 2 * used + SPARE_BYTES) {
            System.gc();
            used = runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
