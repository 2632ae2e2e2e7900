package org.firewright.ui.lists;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import org.firewright.ui.parts.ProblemBox;

/** A sheet that reads or writes: how far it is, a way to stop it, and why it failed. */
abstract class WorkingSheetController extends SheetController {
    private final ListWork work;

    @FXML
    private Node working;

    @FXML
    private ProgressBar progress;

    @FXML
    private ProblemBox problem;

    WorkingSheetController(ListSheets sheets, ListWork work) {
        super(sheets);
        this.work = work;
    }

    final void followWork() {
        progress.progressProperty().bind(work.progressProperty());
        working.visibleProperty().bind(work.busyProperty());
        working.managedProperty().bind(work.busyProperty());
        work.problemProperty().subscribe(problem::show);
    }

    @FXML
    final void stop() {
        work.cancel();
    }

    @Override
    final void close() {
        work.cancel();
        super.close();
    }
}
