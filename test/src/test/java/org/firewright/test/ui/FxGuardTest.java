package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Whether a blocked JavaFX thread is noticed, and a free one is left alone. */
@Tag("ui")
@Tag(FxGuard.RESTYLED) // or the guard of this test itself would fail it
class FxGuardTest {
    /** Takes a good part of a second to find. */
    private static final BigInteger BEFORE_PRIME = BigInteger.TWO.pow(3000);

    @AutoClose
    private final FxWatch watch = start();

    private static FxWatch start() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        WaitForAsyncUtils.waitForFxEvents();
        return FxWatch.begin(FxGuard.LONGEST);
    }

    @Test
    void workOnTheThreadIsToldWithWhereItWasSeen() {
        Platform.runLater(new FutureTask<>(BEFORE_PRIME::nextProbablePrime));
        WaitForAsyncUtils.waitForFxEvents();
        watch.close();

        assertThatThrownBy(() -> FxGuard.check(watch.blocks(), 0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The JavaFX thread was blocked")
                .hasMessageContaining("BigInteger.java");
    }

    @Test
    void aThreadThatOnlyGetsNoProcessorIsNotBlocked() {
        Runnable stop = () -> LockSupport.parkNanos(300_000_000);
        Platform.runLater(stop);
        WaitForAsyncUtils.waitForFxEvents();
        watch.close();

        assertThat(watch.longestWait()).isGreaterThan(200);
        FxGuard.check(watch.blocks(), 0);
    }
}
