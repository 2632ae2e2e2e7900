package org.firewright.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A memory control group (version 1, which knows groups of single threads) that the calling thread is in alone: the
 * kernel charges to it what it allocates for this thread, and nothing that the rest of the machine does.
 */
public final class MemoryGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup/memory");
    private static final long QUIET = 64 << 10;
    private static final int PATIENCE = 300;

    private final Path group;
    private final Path before;

    private MemoryGroup(Path group, Path before) {
        this.group = group;
        this.before = before;
    }

    /** Whether this machine has such groups. */
    public static boolean isPossible() {
        return Files.isWritable(ROOT.resolve("tasks"));
    }

    /** Makes a group and puts the calling thread into it; the same thread has to close it. */
    public static MemoryGroup enter() throws IOException {
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
        String thread = self.getFileName().toString();
        String path = Files.readAllLines(Path.of("/proc/thread-self/cgroup")).stream()
                .filter(line -> line.split(":", 3)[1].equals("memory"))
                .map(line -> line.split(":", 3)[2])
                .findFirst()
                .orElseThrow();
        Path before = ROOT.resolve("." + path).normalize();
        Path group = Files.createDirectory(ROOT.resolve("firewright-test-" + thread));
        MemoryGroup entered = new MemoryGroup(group, Files.isDirectory(before) ? before : ROOT);
        Files.writeString(group.resolve("tasks"), thread);
        return entered;
    }

    /** Bytes of kernel memory, once they no longer change much: some of it is freed later. */
    public long kernelMemory() throws IOException {
        long last = read("memory.kmem.usage_in_bytes");
        for (int quiet = 0, i = 0; quiet < 5 && i < PATIENCE; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            long now = read("memory.kmem.usage_in_bytes");
            quiet = Math.abs(now - last) <= QUIET ? quiet + 1 : 0;
            last = now;
        }
        return last;
    }

    /** Lets the group have so many bytes more than it has now; what goes beyond is refused and nobody is killed. */
    public void allowOnly(long more) throws IOException {
        Files.writeString(group.resolve("memory.oom_control"), "1");
        Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(read("memory.usage_in_bytes") + more));
    }

    /** Takes the limit away. */
    public void allowEverything() throws IOException {
        Files.writeString(group.resolve("memory.limit_in_bytes"), "-1");
    }

    private long read(String file) throws IOException {
        return Long.parseLong(Files.readString(group.resolve(file)).strip());
    }

    @Override
    public void close() throws IOException {
        allowEverything();
        // Threads that this one has started, as for processes that it waits for, are in the group as well.
        for (int i = 0; i < PATIENCE; i++) {
            for (String task : Files.readAllLines(group.resolve("tasks"))) {
                moveBack(task);
            }
            if (Files.readAllLines(group.resolve("tasks")).isEmpty()) {
                break;
            }
        }
        Files.delete(group); // what it was charged for and is still there goes to the group above
    }

    private void moveBack(String task) {
        try {
            Files.writeString(before.resolve("tasks"), task);
        } catch (IOException e) {
            // It has ended by now; what has not is tried again.
        }
    }
}
