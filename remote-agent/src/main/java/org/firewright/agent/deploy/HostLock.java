package org.firewright.agent.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
final class HostLock implements AutoCloseable {
    /** Where the lock's file is. */
    static final Path FILE = Path.of("/run/firewright/agent.lock");

    private static final Duration RETRY = Duration.ofMillis(25);
    private static final int MAX_HOLDER = 400;

    private final FileChannel channel;

    private HostLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file the lock's file; made with its folder where missing
     * @param holder who takes it and for what, such as "anna@desk, to prepare"
     * @param atMost how long to wait for another holder
     * @throws ProblemException of kind CONFLICT that names the holder, when it still holds the lock then
     */
    static HostLock take(Path file, String holder, Duration atMost) throws IOException, ProblemException {
        Files.createDirectories(file.getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            long deadline = System.nanoTime() + atMost.toNanos();
            for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new ProblemException(new Problem(
                            Problem.Kind.CONFLICT,
                            Place.HOST,
                            "Somebody else is changing this host: " + read(channel) + ".",
                            "Wait until they are done, then try again."));
                }
                Thread.sleep(RETRY);
            }
            taken = true;
            write(
                    channel,
                    holder + " (agent process " + ProcessHandle.current().pid() + ", since "
                            + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ")");
            return new HostLock(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(Problem.Kind.CONNECTION, Place.HOST, "The agent is ending.", "Connect again."), e);
        } finally {
            if (!taken) {
                channel.close();
            }
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

    /** Gives it back. The file stays: removing it would let two others lock two different files. */
    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
