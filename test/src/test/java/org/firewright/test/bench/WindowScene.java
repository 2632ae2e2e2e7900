package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.Window;
import org.firewright.ui.Workbench;
import org.firewright.ui.model.KeptFiles;

/**
 * One thing that a window does, in a process of its own: {@code first}, {@code scroll} or {@code hour}. What it finds
 * out it prints in lines {@code figure NAME NUMBER}.
 */
public final class WindowScene {
    private static final int RULES = 10_000;
    private static final int HOUR = 3_600;
    private static final int SCROLLED_FRAMES = 900;

    private WindowScene() {}

    /** Runs the scene that the first argument names; the second one is a folder for its files. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "first" -> first();
            case "scroll" -> scroll(folder);
            case "hour" -> hour(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void figure(String name, double number) {
        System.out.println("figure " + name + " " + number);
    }

    /** The real start: ends when the first window has been drawn. */
    private static void first() throws InterruptedException {
        CountDownLatch shown = new CountDownLatch(1);
        ListChangeListener<javafx.stage.Window> listener = change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(window -> afterFrames(window.getScene(), 2, shown::countDown));
            }
        };
        javafx.stage.Window.getWindows().addListener(listener);
        Thread.ofPlatform().daemon().start(() -> Application.launch(Workbench.class));
        shown.await();
        System.out.println("shown");
    }

    private static void afterFrames(Scene scene, int frames, Runnable then) {
        AtomicInteger left = new AtomicInteger(frames);
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                if (left.decrementAndGet() == 0) {
                    scene.removePostLayoutPulseListener(this);
                    then.run();
                } else {
                    Platform.requestNextPulse();
                }
            }
        });
        Platform.requestNextPulse();
    }

    /** Scrolls through many rules, a little further with every frame, while all of their counters move each second. */
    private static void scroll(Path folder) throws IOException, InterruptedException {
        Opened opened = open(folder, RULES, 1, 1000);
        TableView<?> table = opened.table();
        CountDownLatch done = new CountDownLatch(1);
        try (SignOfLife watch = SignOfLife.watch()) {
            System.out.println("begin scrolling");
            Platform.runLater(() -> {
                AtomicInteger frame = new AtomicInteger();
                Runnable step = new Runnable() {
                    @Override
                    public void run() {
                        int now = frame.getAndIncrement();
                        if (now == SCROLLED_FRAMES) {
                            opened.scene().removePreLayoutPulseListener(this);
                            done.countDown();
                            return;
                        }
                        table.scrollTo(now * RULES / SCROLLED_FRAMES);
                        Platform.requestNextPulse();
                    }
                };
                opened.scene().addPreLayoutPulseListener(step);
                Platform.requestNextPulse();
            });
            done.await();
            System.out.println("end scrolling");
            figure("blocked", watch.longestMillis());
        }
        opened.close();
    }

    /** An hour of counters of a hundred rules in six namespaces, as fast as the window takes them. */
    private static void hour(Path folder) throws IOException {
        Opened opened = open(folder, 100, 6, 0);
        for (int second = 0; second < HOUR; second++) {
            opened.session().tick();
            onFx(() -> null);
            if (second == HOUR / 12) {
                figure("heap-early", usedMegabytes());
            }
        }
        figure("heap-late", usedMegabytes());
        opened.close();
    }

    private static double usedMegabytes() {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
        }
        return least;
    }

    private record Opened(Window window, Stage stage, Scene scene, TickingSession session) {
        TableView<?> table() {
            return onFx(() -> (TableView<?>) scene.lookup("#table"));
        }

        void close() {
            onFx(() -> {
                window.close();
                stage.close();
                return null;
            });
        }
    }

    /** Opens a window with a project of so many rules on one host, and waits until their counters are seen. */
    private static Opened open(Path folder, int rules, int namespaces, long everyMillis) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= namespaces; i++) {
            names.add("customer" + i);
        }
        List<String> identities = writeProject(folder, rules, names);
        TickingSession session = new TickingSession("counting", names, identities, everyMillis);
        Services real = Services.real();
        Services services = new Services(
                real.disk(),
                real.compiler(),
                (prompts, seconds) -> (host, steps) -> session,
                List.of(),
                List::of,
                real.push(),
                real.lab(),
                folder,
                new KeptFiles(folder.resolve("config"), folder.resolve("state")));
        Platform.startup(() -> {});
        Opened opened = onFx(() -> {
            Stage stage = new Stage();
            Window window = new Window(services, new SimpleObjectProperty<>(Theme.DARK), Optional::empty);
            window.show(stage);
            window.open(folder);
            return new Opened(window, stage, stage.getScene(), session);
        });
        while (!onFx(() -> counts(opened.scene(), rules))) {
            if (everyMillis == 0) {
                session.tick();
            }
            LockSupport.parkNanos(20_000_000);
        }
        return opened;
    }

    private static boolean counts(Scene scene, int rules) {
        return scene.lookup("#table") instanceof TableView<?> table
                && table.getItems().size() == rules
                && scene.getRoot().lookupAll(".sidebar .figure").stream()
                        .anyMatch(node -> node.toString().contains("/s"));
    }

    private static List<String> writeProject(Path folder, int rules, List<String> namespaces) throws IOException {
        StringBuilder text = new StringBuilder("firewright: 1\nname: Many\npolicies:\n  edge:\n    hook: forward\n")
                .append("    default: accept\n    rules:\n");
        List<String> identities = new ArrayList<>();
        for (int i = 1; i <= rules; i++) {
            String name = "Customer rule " + i;
            identities.add(new PolicyRule(name, "", Action.DROP, true, "").id());
            text.append("      - name: ").append(name).append('\n');
            text.append("        when: ip.src in {10.")
                    .append(i / 256 % 256)
                    .append('.')
                    .append(i % 256)
                    .append(".0/24} and tcp.dstport in {")
                    .append(i % 60_000 + 1)
                    .append(" 8443}\n        action: ")
                    .append(i % 3 == 0 ? "drop" : "count")
                    .append('\n');
        }
        text.append("targets:\n  counting:\n");
        namespaces.forEach(name -> text.append("    ").append(name).append(": edge\n"));
        Files.writeString(Files.createDirectories(folder).resolve("firewright.yaml"), text);
        return identities;
    }

    private static <T> T onFx(java.util.concurrent.Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    /** Asks the JavaFX thread every few milliseconds for a sign of life, and remembers the longest it took. */
    private static final class SignOfLife implements AutoCloseable {
        private static final long EVERY_NANOS = 5_000_000;

        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread;
        private volatile long longest;

        private SignOfLife() {
            thread = Thread.ofPlatform().daemon().unstarted(() -> {
                while (!ended.get()) {
                    long asked = System.nanoTime();
                    onFx(() -> null);
                    longest = Math.max(longest, System.nanoTime() - asked);
                    LockSupport.parkNanos(EVERY_NANOS);
                }
            });
        }

        static SignOfLife watch() {
            SignOfLife watch = new SignOfLife();
            watch.thread.start();
            return watch;
        }

        double longestMillis() {
            return longest / 1e6;
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
