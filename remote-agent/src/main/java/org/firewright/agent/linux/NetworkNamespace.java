package org.firewright.agent.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Enters network namespaces. A namespace is a property of a thread, so each visit has a platform thread of its own
 * that goes home before it ends; a socket opened there stays bound to the namespace and may be used from any thread.
 */
public final class NetworkNamespace {
    /** Where iproute2 and its kin keep named namespaces. */
    public static final Path NAMED = Path.of("/run/netns");

    private static final Path OWN = Path.of("/proc/thread-self/ns/net");

    private NetworkNamespace() {}

    /** Work that may fail as system calls do. */
    public interface Visit<T> {
        T run() throws IOException;
    }

    /**
     * Runs work in a namespace and waits for it.
     *
     * @param namespace a file that stands for a namespace, such as /run/netns/acme
     * @throws IOException when the namespace cannot be entered, or as the work does
     */
    public static <T> T visit(Path namespace, Visit<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> {
            try (FileDescriptor home = SystemCalls.open(OWN, SystemCalls.O_RDONLY_CLOEXEC);
                    FileDescriptor there = SystemCalls.open(namespace, SystemCalls.O_RDONLY_CLOEXEC)) {
                SystemCalls.setns(there, SystemCalls.CLONE_NEWNET, namespace.toString());
                try {
                    return work.run();
                } finally {
                    SystemCalls.setns(home, SystemCalls.CLONE_NEWNET, "back from " + namespace);
                }
            }
        });
        Thread thread = Thread.ofPlatform().name("visit " + namespace).start(task);
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return task.get();
            } catch (InterruptedException e) {
                interrupted = true; // the visit is short and must end at home; the caller hears of it afterwards
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException cause -> throw cause;
                    case RuntimeException cause -> throw cause;
                    case Throwable cause -> throw new IllegalStateException(cause);
                }
            } finally {
                if (interrupted && task.isDone()) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
