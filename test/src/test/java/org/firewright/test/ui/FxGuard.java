package org.firewright.test.ui;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every window test in which the JavaFX thread was blocked for longer than it may be. All tests that are tagged
 * {@code ui} are watched, as JUnit finds this class by itself; those that are tagged {@value #RESTYLED} are not, as nearly
 * all that they do is to style windows from the ground. What counts is told by {@link FxWatch}.
 */
public final class FxGuard implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    /** Tag of tests that change the size of text or the theme again and again. */
    static final String RESTYLED = "restyled";

    /** Milliseconds; a person sees a window stand still from about there on. */
    static final double LONGEST = 50;

    /**
     * The same while the virtual machine has hardly compiled anything, which the window spares people by what it recorded of
     * an earlier start; its benchmark holds to {@link #LONGEST} from the first frame on.
     */
    private static final double LONGEST_COLD = 150;

    /** Milliseconds of work of the JavaFX thread until it is no longer cold. */
    private static final double WARM = 20_000;

    private static volatile FxWatch watch;

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        if (test.getTags().contains("ui") && !test.getTags().contains(RESTYLED)) {
            watch = FxWatch.begin(LONGEST);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        FxWatch ended = watch;
        watch = null;
        if (ended != null) {
            ended.close();
            // A test that has failed anyhow says why by itself.
            if (test.getExecutionException().isEmpty()) {
                check(ended.blocks(), ended.longestStall());
            }
        }
    }

    /**
     * Fails where the thread was blocked for too long.
     *
     * @param stalled milliseconds that the machine kept a thread waiting at most: what its other work does to caches and
     *     shared cores lengthens processor time too, by less than that
     */
    static void check(List<FxWatch.Wait> blocks, double stalled) {
        List<FxWatch.Wait> tooLong = blocks.stream()
                .filter(block -> block.blocked() > (block.worked() < WARM ? LONGEST_COLD : LONGEST) + stalled)
                .toList();
        if (!tooLong.isEmpty()) {
            throw new AssertionError(tooLong.stream()
                    .map(block -> "%.0f ms of work (%.0f by the clock) in %s"
                            .formatted(block.blocked(), block.wall(), block.seen()))
                    .collect(Collectors.joining("\n", "The JavaFX thread was blocked:\n", "")));
        }
    }

    /** What was seen so far does not count: a window has come up, or a test blocks the thread on purpose. */
    static void forget() {
        FxWatch running = watch;
        if (running != null) {
            running.forget();
        }
    }
}
