package org.firewright.ui.model;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.firewright.agent.api.Problem;

/** Sentences about what has ended, until they are read. */
public final class Notices {
    private static final int MOST = 4;
    private final ObservableList<Notice> all = FXCollections.observableArrayList();

    /**
     * Something that has ended.
     *
     * @param problem whether it went wrong
     * @param sentence what happened
     * @param remedy what to do about it, empty where nothing is to be done
     */
    public record Notice(boolean problem, String sentence, String remedy) {}

    /** Newest last. */
    public ObservableList<Notice> all() {
        return all;
    }

    /** Tells of a success. */
    public void done(String sentence) {
        add(new Notice(false, sentence, ""));
    }

    /** Tells of a problem, with its place. */
    public void failed(Problem problem) {
        String where = problem.place().text();
        add(new Notice(true, (where.isEmpty() ? "" : where + ": ") + problem.sentence(), problem.remedy()));
    }

    /** It has been read. */
    public void dismiss(Notice notice) {
        all.remove(notice);
    }

    private void add(Notice notice) {
        all.remove(notice);
        all.add(notice);
        if (all.size() > MOST) {
            all.removeFirst();
        }
    }
}
