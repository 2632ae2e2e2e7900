package org.firewright.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.firewright.agent.api.Problem;
import org.junit.jupiter.api.Test;

/** Work in the background is seen while it runs and can be stopped. */
class TasksTest {
    private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
    private final Tasks tasks =
            new Tasks(new Threads(fx::add, work -> Thread.ofVirtual().start(work)));
    private final List<String> heard = new ArrayList<>();

    @Test
    void stepsAndResultAreTold() throws Exception {
        tasks.run(
                "Work",
                heard::add,
                steps -> {
                    steps.accept("half way");
                    return "result";
                },
                heard::add,
                problem -> heard.add(problem.sentence()));

        assertThat(tasks.running()).hasSize(1);
        fx.take().run();
        assertThat(tasks.running().getFirst().stepProperty().get()).isEqualTo("half way");
        fx.take().run();
        assertThat(heard).containsExactly("half way", "result");
        assertThat(tasks.running()).isEmpty();
    }

    @Test
    void workThatWaitsIsBrokenOff() throws Exception {
        tasks.run(
                "Waiting",
                heard::add,
                steps -> {
                    try {
                        new CountDownLatch(1).await();
                        return "never";
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                heard::add,
                (Problem problem) -> heard.add(problem.sentence()));

        tasks.running().getFirst().cancel();
        fx.take().run();
        assertThat(heard).containsExactly("Waiting: stopped.");
    }

    @Test
    void workThatMustNotBeBrokenOffIsAsked() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        tasks.run(
                "Polite",
                asked::countDown,
                heard::add,
                steps -> {
                    try {
                        asked.await();
                        return "ended by itself";
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                heard::add,
                problem -> heard.add(problem.sentence()));

        tasks.running().getFirst().cancel();
        fx.take().run();
        assertThat(heard).containsExactly("ended by itself");
    }
}
