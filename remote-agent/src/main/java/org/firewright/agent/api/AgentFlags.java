package org.firewright.agent.api;

import java.util.List;

/**
 * How the agent's Java is to be started: {@code java <flags> -jar <directory>/agent.jar --content DIR}. Without these
 * flags the agent works too, only slower and larger.
 */
public final class AgentFlags {
    /** The oldest Java that runs the agent. */
    public static final int MINIMUM_JAVA = 21;

    private AgentFlags() {}

    /**
     * Flags for any Java from {@link #MINIMUM_JAVA} on.
     *
     * @param directory where the agent's jar lies on the host, a directory of its own; start-up data is kept beside the
     *     jar if the directory can be written, and done without if not
     */
    public static List<String> jvm(String directory) {
        return List.of(
                // One thread collects a small heap soonest; other collectors reserve memory and start threads.
                "-XX:+UseSerialGC",
                // Work here is short and waits for the kernel: the second compiler would cost more than it saves.
                "-XX:TieredStopAtLevel=1",
                // Idle needs 10 MB. A list of five million ranges needs 100 MB while it is loaded, and no longer: the
                // heap is given back after that, because little more than what is used may stay free.
                "-Xms12m",
                "-Xmx384m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:ReservedCodeCacheSize=16m",
                "-Xss512k",
                // While nobody asks, nothing is done: Java would wake four times a second to see whether locks need
                // care.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:AsyncDeflationInterval=0",
                // No file in /tmp for tools that watch a Java.
                "-XX:-UsePerfData",
                // Classes as they lie in memory, written when the agent first ends, for the next start.
                "-Xshare:auto",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + directory + "/agent.jsa",
                // Standard output belongs to the protocol, and Java warns there by default. That start-up data was
                // made by another Java, or cannot be written, is no matter.
                "-Xlog:disable",
                "-XX:+DisplayVMOutputToStderr",
                // JNA brings its own native part; one that the system may have can be of another version.
                "-Djna.nosys=true");
    }
}
