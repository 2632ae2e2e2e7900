package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has of the computer's memory, in MB of 1024 × 1024 bytes, as proc(5) tells. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** Now. */
    static double resident(long process) throws IOException {
        return megabytes(process, "VmRSS:");
    }

    /** At the most so far. */
    static double mostResident(long process) throws IOException {
        return megabytes(process, "VmHWM:");
    }

    private static double megabytes(long process, String line) throws IOException {
        String found = Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(each -> each.startsWith(line))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(found.replaceAll("\\D", "")) / 1024.0;
    }
}
