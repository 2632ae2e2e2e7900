package org.firewright.agent.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Enters network namespaces. A namespace is a property of a thread, so visits are made by threads that do nothing else and
 * go home after each; a socket opened there stays bound to the namespace and may be used from any thread.
 */
public final class NetworkNamespace {
    /** Where iproute2 and its kin keep named namespaces. */
    public static final Path NAMED = Path.of("/run/netns");

    private static final Path OWN = Path.of("/proc/thread-self/ns/net");

    /** As many as there are visits at once; they wait for others for a while, since starting one takes as long as a visit. */
    private static final Executor VISITORS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> Thread.ofPlatform().name("visitor").daemon().unstarted(work));

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
        Journey<T> journey = new Journey<>(namespace, work);
        FutureTask<T> task = new FutureTask<>(journey::run);
        VISITORS.execute(() -> {
            task.run();
            journey.mustBeHome();
        });
        boolean interrupted = false;
        while (true) {
            try {
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

    /** There and back. */
    private static final class Journey<T> {
        private final Path namespace;
        private final Visit<T> work;
        private boolean home = true;

        Journey(Path namespace, Visit<T> work) {
            this.namespace = namespace;
            this.work = work;
        }

        T run() throws IOException {
            try (FileDescriptor start = SystemCalls.open(OWN, SystemCalls.O_RDONLY_CLOEXEC);
                    FileDescriptor there = SystemCalls.open(namespace, SystemCalls.O_RDONLY_CLOEXEC)) {
                SystemCalls.setns(there, SystemCalls.CLONE_NEWNET, namespace.toString());
                home = false;
                try {
                    return work.run();
                } finally {
                    SystemCalls.setns(start, SystemCalls.CLONE_NEWNET, "back from " + namespace);
                    home = true;
                }
            }
        }

        /** What is thrown ends the thread: the next visit would take a foreign namespace for its home. */
        void mustBeHome() {
            if (!home) {
                throw new IllegalStateException("A thread did not come back from " + namespace + ".");
            }
        }
    }
}
