package org.firewright.test.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of the two threads that make a frame, which other work of the machine does not lengthen. */
final class DrawingTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private DrawingTime() {}

    /** Milliseconds that the JavaFX thread and the renderer have worked since they began. */
    static double millis() {
        return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("JavaFX Application Thread")
                                || thread.getName().startsWith("QuantumRenderer"))
                        .mapToLong(thread -> THREADS.getThreadCpuTime(thread.threadId()))
                        .sum()
                / 1e6;
    }
}
