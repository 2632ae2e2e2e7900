package org.firewright.ui.lists;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Tasks;
import org.firewright.ui.model.Threads;

/** Writes a list to a file, in the background. */
public final class ExportModel extends ListWork {
    private final Threads threads;
    private final Tasks tasks;
    private final ObjectProperty<ListExport> format = new SimpleObjectProperty<>(this, "format", ListExport.TEXT);
    private final StringProperty file = new SimpleStringProperty(this, "file", "");
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper(this, "outcome", "");
    private AtomicBoolean cancelled = new AtomicBoolean();
    private ListEntry list;

    public ExportModel(Threads threads, Tasks tasks) {
        this.threads = threads;
        this.tasks = tasks;
        format.addListener((observable, before, now) -> file.set(withSuffix(file.get(), before, now)));
    }

    /** The form to write in. */
    public ObjectProperty<ListExport> formatProperty() {
        return format;
    }

    /** Where to. */
    public StringProperty fileProperty() {
        return file;
    }

    /** What has been written, as a sentence; empty before. */
    public ReadOnlyStringProperty outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** Begins anew with a list, and a file beside others of the person. */
    public void begin(ListEntry exported) {
        cancel();
        list = exported;
        outcome.set("");
        problem.set(null);
        file.set(Path.of(
                        System.getProperty("user.home"),
                        exported.name() + "." + format.get().suffix())
                .toString());
    }

    /** Stops; there is no file then, or still the one from before. */
    @Override
    public void cancel() {
        cancelled.set(true);
        busy.set(false);
    }

    /** Writes. */
    public void write() {
        if (busy.get() || list == null) {
            return;
        }
        cancelled = new AtomicBoolean();
        AtomicBoolean unwanted = cancelled;
        outcome.set("");
        problem.set(null);
        Path to;
        try {
            to = Path.of(file.get()).toAbsolutePath();
        } catch (InvalidPathException e) {
            problem.set(new Problem(
                    Problem.Kind.REQUEST,
                    Place.HOST,
                    Texts.text("lists.export.path", file.get()),
                    Texts.text("lists.export.path.remedy")));
            return;
        }
        busy.set(true);
        progress.set(0);
        RangeRows rows = new RangeRows(list.ranges());
        String name = list.name();
        ListExport chosen = format.get();
        tasks.run(
                Texts.text("lists.export.task", "$" + name),
                step -> {},
                steps -> ListFiles.write(
                        to, out -> chosen.write(name, rows, out, done -> tell(unwanted, done, rows), unwanted::get)),
                whole -> {
                    if (whole) {
                        busy.set(false);
                        outcome.set(Texts.count("lists.export.done", rows.count(), to));
                    }
                },
                why -> {
                    busy.set(false);
                    problem.set(why);
                });
    }

    private void tell(AtomicBoolean unwanted, long done, RangeRows rows) {
        threads.fx().execute(() -> {
            if (!unwanted.get()) {
                progress.set((double) done / Math.max(1, rows.count()));
            }
        });
    }

    private static String withSuffix(String path, ListExport before, ListExport now) {
        String old = "." + before.suffix();
        return path.endsWith(old) ? path.substring(0, path.length() - old.length()) + "." + now.suffix() : path;
    }
}
