package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the kernel uses for itself: slabs that it cannot reclaim, vmalloc and per-CPU memory, from proc_meminfo(5). */
final class KernelMemory {
    private static final Path FILE = Path.of("/proc/meminfo");
    private static final Set<String> KINDS = Set.of("SUnreclaim", "VmallocUsed", "Percpu");
    private static final long QUIET = 64 << 10;
    private static final int PATIENCE = 1_000;

    private KernelMemory() {}

    /** Bytes. */
    static long used() throws IOException {
        long kilobytes = 0;
        for (String line : Files.readAllLines(FILE)) {
            int colon = line.indexOf(':');
            if (colon > 0 && KINDS.contains(line.substring(0, colon))) {
                kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kilobytes << 10;
    }

    /** Bytes, once the kernel has freed what it frees later: when nothing much has changed for a while. */
    static long settled() throws IOException {
        long before = used();
        for (int quiet = 0, i = 0; quiet < 5 && i < PATIENCE; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
            long now = used();
            quiet = Math.abs(now - before) <= QUIET ? quiet + 1 : 0;
            before = now;
        }
        return before;
    }
}
