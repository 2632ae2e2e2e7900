package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.firewright.agent.api.Hook;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.ui.Services;
import org.firewright.ui.Theme;
import org.firewright.ui.Window;
import org.firewright.ui.model.KeptFiles;

/** A window on a project of many rules, on a host that only counts. */
record CountingWindow(Window window, Stage stage, Scene scene, TickingSession session) implements AutoCloseable {
    private static final String HOST = "counting";

    /**
     * Opens one, and waits until its counters are seen.
     *
     * @param folder for the project and what the window keeps
     * @param lists lines of the project's file that name lists, or nothing
     * @param everyMillis how often counters come; with 0 when the session is told to
     */
    static CountingWindow open(Path folder, int rules, int namespaces, String lists, long everyMillis)
            throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= namespaces; i++) {
            names.add("customer" + i);
        }
        List<String> identities = writeProject(folder, rules, names, lists);
        TickingSession session = new TickingSession(HOST, names, identities, everyMillis);
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
        CountingWindow opened = onFx(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            Window window = new Window(services, new SimpleObjectProperty<>(Theme.DARK), Optional::empty);
            window.show(stage);
            window.open(folder);
            return new CountingWindow(window, stage, stage.getScene(), session);
        });
        while (!onFx(() -> opened.counts(rules))) {
            if (everyMillis == 0) {
                session.tick();
            }
            LockSupport.parkNanos(20_000_000);
        }
        return opened;
    }

    /** The table of rules. */
    TableView<?> table() {
        return onFx(() -> (TableView<?>) scene.lookup("#table"));
    }

    /** Does something with every frame, told its number from 0 on; returns when all of them are over. */
    void frames(int count, FrameWork work) {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            AtomicInteger frame = new AtomicInteger();
            Runnable step = new Runnable() {
                @Override
                public void run() {
                    int now = frame.getAndIncrement();
                    if (now == count) {
                        scene.removePreLayoutPulseListener(this);
                        done.countDown();
                        return;
                    }
                    work.before(now);
                    Platform.requestNextPulse();
                }
            };
            scene.addPreLayoutPulseListener(step);
            Platform.requestNextPulse();
        });
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is done before a frame is laid out. */
    interface FrameWork {
        void before(int frame);
    }

    /** Does something on the JavaFX thread and waits for it, so it must not be called there. */
    static <T> T onFx(Callable<T> work) {
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

    @Override
    public void close() {
        onFx(() -> {
            window.close();
            stage.close();
            return null;
        });
    }

    private boolean counts(int rules) {
        return scene.lookup("#table") instanceof TableView<?> table
                && table.getItems().size() == rules
                && scene.getRoot().lookupAll(".sidebar .figure").stream()
                        .anyMatch(node -> node.toString().contains("/s"));
    }

    private static List<String> writeProject(Path folder, int rules, List<String> namespaces, String lists)
            throws IOException {
        StringBuilder text = new StringBuilder("firewright: 1\nname: Many\n" + lists
                + "policies:\n  edge:\n    hook: forward\n    default: accept\n    rules:\n");
        Policy edge = new Policy("edge", Hook.FORWARD, 0, Action.ACCEPT, List.of());
        List<String> identities = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            String name = "Customer " + i + " web and mail";
            identities.add(edge.id(new PolicyRule(name, "", Action.DROP, true, "")));
            text.append("      - name: ")
                    .append(name)
                    .append("\n        when: ip.dst in {10.")
                    .append(i / 256 % 256)
                    .append('.')
                    .append(i % 256)
                    .append(".0/24} and tcp.dstport in {")
                    .append(i % 60_000 + 1)
                    .append(" 8443}\n        action: ")
                    .append(i % 3 == 0 ? "drop" : "count")
                    .append('\n');
        }
        text.append("targets:\n  " + HOST + ":\n");
        namespaces.forEach(name -> text.append("    ").append(name).append(": edge\n"));
        Files.writeString(Files.createDirectories(folder).resolve("firewright.yaml"), text);
        return identities;
    }
}
