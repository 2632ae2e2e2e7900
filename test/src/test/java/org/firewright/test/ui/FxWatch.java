package org.firewright.test.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/**
 * Watches whether the JavaFX thread answers. It is asked again and again, and while it does not answer, it is seen what it
 * does. On a machine with other work a thread may get no processor for long, and that is nobody's fault: what counts of
 * a wait is the processor time that the thread itself took, and the time in which it stood still in our code. Three things
 * do not count: what the code of a test does there; classes that are loaded and linked, once in a process; and a place
 * that is built when it is first visited or a theme that is put on, each with the frame that shows it.
 */
public final class FxWatch implements AutoCloseable {
    private static final long ASKED_EVERY = 5_000_000;
    private static final long LOOKED_EVERY = 5_000_000;
    private static final String OURS = "org.firewright.ui.";
    private static final List<String> TESTS = List.of("org.firewright.test.", "org.testfx.");
    private static final List<String> LINKING =
            List.of("java.lang.ClassLoader", "jdk.internal.loader.", "java.lang.invoke.", "java.lang.Class");
    private static final List<String> BUILDING = List.of("org.firewright.ui.View", "org.firewright.ui.Theme");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Wait> waits = new ArrayList<>();
    private final double least;
    private final Thread watcher;
    private Thread fx;
    private boolean built;
    private double longestWait;
    private double longestBlock;
    private double longestStall;

    /**
     * One wait for the JavaFX thread.
     *
     * @param wall milliseconds from the question to the answer
     * @param blocked milliseconds of it that the thread worked, or stood still in our code
     * @param seen the calls that were seen most often, innermost first, and those of ours
     * @param worked milliseconds that the thread had worked in all before: of its first seconds most are spent in code that
     *     is interpreted yet
     */
    public record Wait(double wall, double blocked, String seen, double worked) {}

    private FxWatch(double least) {
        this.least = least;
        this.watcher = Thread.ofPlatform().name("JavaFX watch").daemon().unstarted(this::watch);
    }

    /**
     * Begins to watch as soon as JavaFX is running.
     *
     * @param least milliseconds from which on a block is kept for {@link #blocks}
     */
    public static FxWatch begin(double least) {
        FxWatch made = new FxWatch(least);
        made.watcher.start();
        return made;
    }

    /** Milliseconds of the longest wait for the thread by the clock on the wall. */
    public synchronized double longestWait() {
        return longestWait;
    }

    /** Milliseconds that the thread was blocked by its own work or by our code, at most in one wait. */
    public synchronized double longestBlock() {
        return longestBlock;
    }

    /** Milliseconds that this machine let a thread wait that wanted to run, at most: the measure of its other work. */
    public synchronized double longestStall() {
        return longestStall;
    }

    /** All waits in which the thread was blocked for longer than asked for. */
    public synchronized List<Wait> blocks() {
        return List.copyOf(waits);
    }

    /** Forgets what was seen so far. */
    public synchronized void forget() {
        waits.clear();
        longestWait = 0;
        longestBlock = 0;
        longestStall = 0;
    }

    @Override
    public void close() {
        ended.set(true);
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!ended.get() && fx == null) {
            LockSupport.parkNanos(ASKED_EVERY);
            fx = fxThread();
        }
        while (!ended.get()) {
            long slept = System.nanoTime();
            LockSupport.parkNanos(ASKED_EVERY);
            stalled(System.nanoTime() - slept - ASKED_EVERY);
            ask();
        }
    }

    private void ask() {
        CountDownLatch answered = new CountDownLatch(1);
        AtomicLong answeredAt = new AtomicLong();
        AtomicLong workedThen = new AtomicLong();
        long asked = System.nanoTime();
        long workedBefore = threads.getThreadCpuTime(fx.threadId());
        List<StackTraceElement[]> looks = new ArrayList<>();
        int still = 0;
        Platform.runLater(() -> {
            answeredAt.set(System.nanoTime());
            workedThen.set(threads.getCurrentThreadCpuTime());
            answered.countDown();
        });
        while (answered.getCount() > 0 && !ended.get()) {
            LockSupport.parkNanos(LOOKED_EVERY);
            StackTraceElement[] stack = fx.getStackTrace();
            if (answered.getCount() > 0) {
                looks.add(stack);
                still += standsStill(fx.getState()) && waits(stack) ? 1 : 0;
            }
        }
        boolean inTime = answered.getCount() == 0; // else the watch ends before the answer comes
        double wall = ((inTime ? answeredAt.get() : System.nanoTime()) - asked) / 1e6;
        double worked = ((inTime ? workedThen.get() : threads.getThreadCpuTime(fx.threadId())) - workedBefore) / 1e6;
        boolean builds = looks.stream().anyMatch(stack -> has(stack, BUILDING));
        List<StackTraceElement[]> counted = builds || built
                ? List.of()
                : looks.stream()
                        .filter(stack -> !has(stack, TESTS) && !has(stack, LINKING))
                        .toList();
        built = builds;
        double share = looks.isEmpty() ? 1 : (double) counted.size() / looks.size();
        double stood = looks.isEmpty() ? 0 : wall * still / looks.size();
        note(new Wait(wall, Math.min(wall, worked * share + stood), most(counted), workedBefore / 1e6));
    }

    private synchronized void stalled(long nanos) {
        longestStall = Math.max(longestStall, nanos / 1e6);
    }

    private synchronized void note(Wait wait) {
        longestWait = Math.max(longestWait, wait.wall);
        longestBlock = Math.max(longestBlock, wait.blocked);
        if (wait.blocked > least) {
            waits.add(wait);
        }
    }

    private static boolean standsStill(Thread.State state) {
        return state == Thread.State.BLOCKED || state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** Whether it is our code that waits for something, and not JavaFX for its renderer. */
    private static boolean waits(StackTraceElement[] stack) {
        return has(stack, List.of(OURS))
                && !has(stack, TESTS)
                && Arrays.stream(stack)
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                        .findFirst()
                        .filter(name -> !name.startsWith("javafx.") && !name.startsWith("com.sun."))
                        .isPresent();
    }

    private static boolean has(StackTraceElement[] stack, List<String> packages) {
        return Arrays.stream(stack).anyMatch(frame -> packages.stream().anyMatch(frame.getClassName()::startsWith));
    }

    private static String most(List<StackTraceElement[]> looks) {
        List<String> told = looks.stream().map(FxWatch::told).toList();
        return told.stream()
                .max(Comparator.comparingInt(each -> Collections.frequency(told, each)))
                .orElse("nothing was seen");
    }

    private static String told(StackTraceElement[] stack) {
        List<String> ours = Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .limit(4)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .toList();
        List<String> first = Arrays.stream(stack)
                .limit(3)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .toList();
        return String.join(" < ", first) + (ours.isEmpty() ? "" : " … " + String.join(" < ", ours));
    }

    /** The JavaFX thread; null while JavaFX is not running. */
    private static Thread fxThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("JavaFX Application Thread"))
                .findFirst()
                .orElse(null);
    }
}
