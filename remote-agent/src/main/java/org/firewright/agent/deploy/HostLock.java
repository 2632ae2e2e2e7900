package org.firewright.agent.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * Lets one agent of a host at a time change things. It is a lock on a file, which the kernel drops when the process
 * ends, however it ends; the file tells the others who holds it.
 */
final class HostLock {
    /** Where the lock's file is. */
    static final Path FILE = Path.of("/run/firewright/agent.lock");

    private static final Duration RETRY = Duration.ofMillis(25);
    private static final int MAX_HOLDER = 400;

    private final Path file;
    private final Duration atMost;

    /**
     * A lock that is not taken yet.
     *
     * @param file the lock's file; made with its folder where missing
     * @param atMost how long to wait for another holder
     */
    HostLock(Path file, Duration atMost) {
        this.file = file;
        this.atMost = atMost;
    }

    /** What is done while the lock is held. */
    interface Change<T> {
        T run() throws IOException, ProblemException;
    }

    /**
     * Takes the lock, makes a change and gives the lock back. The file stays: removing it would let two others lock two
     * different files.
     *
     * @param holder who takes it and for what, such as "anna@desk prepares"
     * @throws ProblemException of kind CONFLICT that names the holder, when it does not give it back in time; else as
     *     the change does
     */
    <T> T during(String holder, Change<T> change) throws IOException, ProblemException {
        Files.createDirectories(file.getParent());
        // Closing the file gives the lock back, as the end of this process would.
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            take(channel);
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            long process = ProcessHandle.current().pid();
            write(channel, holder + " (agent process " + process + ", since " + now + ")");
            try {
                return change.run();
            } finally {
                channel.truncate(0);
            }
        }
    }

    private void take(FileChannel channel) throws IOException, ProblemException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (channel.tryLock() == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new ProblemException(new Problem(
                            Problem.Kind.CONFLICT,
                            Place.HOST,
                            "Somebody else is changing this host: " + read(channel) + ".",
                            "Wait until they are done, then try again."));
                }
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(Problem.Kind.CONNECTION, Place.HOST, "The agent is ending.", "Connect again."), e);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer holder = ByteBuffer.allocate(MAX_HOLDER);
        channel.read(holder, 0);
        String text = new String(holder.array(), 0, holder.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "an agent that has only just begun" : text;
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        byte[] bytes = holder.getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MAX_HOLDER)), 0);
    }
}
