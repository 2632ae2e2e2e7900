package org.firewright.ui.deploy;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.firewright.compile.PolicySet;
import org.firewright.ui.Texts;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Columns;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.NftView;
import org.firewright.ui.parts.ProblemBox;

/** The Deploy place: targets to choose, how far each has come, and what changes on the one that is selected. */
public final class DeployController {
    private static final double ROW = 36;
    private static final double MOST_ROWS = 9;
    /** What the head takes, in rows, and a little more, so that no scroll bar comes. */
    private static final double HEAD_ROWS = 1.4;

    private final DeployModel model;
    private final DeployWords wording;
    private final ProjectModel project;
    private final InvalidationListener changed = observable -> showChange();

    @FXML
    private VBox content;

    @FXML
    private VBox none;

    @FXML
    private Label subtitle;

    @FXML
    private Button cancel;

    @FXML
    private Button deploy;

    @FXML
    private ProblemBox problem;

    @FXML
    private TableView<DeployRow> table;

    @FXML
    private TableColumn<DeployRow, Boolean> chosen;

    @FXML
    private TableColumn<DeployRow, String> target;

    @FXML
    private TableColumn<DeployRow, String> change;

    @FXML
    private TableColumn<DeployRow, String> lists;

    @FXML
    private TableColumn<DeployRow, String> memory;

    @FXML
    private TableColumn<DeployRow, DeployState> progress;

    @FXML
    private Label wordsTitle;

    @FXML
    private ProblemBox failure;

    @FXML
    private VBox words;

    @FXML
    private NftView nft;

    public DeployController(DeployModel model, DeployWords wording, ProjectModel project) {
        this.model = model;
        this.wording = wording;
        this.project = project;
    }

    @FXML
    private void initialize() {
        table.setEditable(true);
        table.setFixedCellSize(ROW);
        Columns.scale(table, subtitle.fontProperty());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::toggle);
        chosen.setCellValueFactory(row -> row.getValue().chosenProperty());
        chosen.setCellFactory(ChosenCell::new);
        target.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().target().text()));
        change.setCellValueFactory(row -> wording.change(row.getValue().target()));
        Cells.live(lists, row -> row.stateProperty().map(DeployState::lists));
        Cells.liveFigures(memory, row -> row.stateProperty().map(DeployController::memoryText));
        progress.setCellValueFactory(row -> row.getValue().stateProperty());
        progress.setCellFactory(column -> new ProgressCell());
        table.setItems(model.rows());
        table.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(MOST_ROWS, model.rows().size() + HEAD_ROWS) * table.getFixedCellSize(),
                        model.rows(),
                        table.fixedCellSizeProperty()));
        model.shownProperty().subscribe(row -> table.getSelectionModel().select(row));
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.shownProperty().set(row);
            }
        });
        model.shownProperty().subscribe(this::listen);
        project.compiledProperty().addListener((Observable observable) -> showChange());
        wording.changed().addListener((Observable observable) -> showChange());
        model.problemProperty().subscribe(problem::show);
        model.rows().addListener((Observable observable) -> showRows());
        cancel.visibleProperty().bind(model.runningProperty());
        deploy.disableProperty().bind(model.runningProperty().or(model.nothingChosen()));
        showRows();
        showChange();
    }

    /** The keyboard's twin of pressing the row's box. */
    private void toggle(KeyEvent event) {
        DeployRow row = table.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.SPACE && row != null) {
            row.chosenProperty().set(!row.chosenProperty().get());
            event.consume();
        }
    }

    @FXML
    private void deploy() {
        model.deployChosen();
    }

    @FXML
    private void cancel() {
        model.cancel();
    }

    private void listen(DeployRow before, DeployRow now) {
        if (before != null) {
            before.stateProperty().removeListener(changed);
        }
        if (now != null) {
            now.stateProperty().addListener(changed);
        }
        showChange();
    }

    private static String memoryText(DeployState state) {
        return state.memory() < 0 ? Format.NONE : (state.memory() == 0 ? "" : "+") + Format.bytes(state.memory());
    }

    private void showRows() {
        boolean any = !model.rows().isEmpty();
        content.setVisible(any);
        none.setVisible(!any);
        long hosts =
                model.rows().stream().map(row -> row.target().host()).distinct().count();
        subtitle.setText(Texts.count("deploy.targets", model.rows().size()) + " " + Texts.count("deploy.hosts", hosts));
    }

    private void showChange() {
        DeployRow row = model.shownProperty().get();
        List<String> sentences = new ArrayList<>();
        wordsTitle.setText(
                row == null ? "" : Texts.text("deploy.words", row.target().text()));
        if (row != null) {
            sentences.addAll(wording.sentences(row.target()));
        }
        failure.show(row == null ? null : row.stateProperty().get().problem());
        words.getChildren()
                .setAll(sentences.stream()
                        .map(sentence -> {
                            Label label = new Label(sentence);
                            label.setWrapText(true);
                            return label;
                        })
                        .toList());
        String text = row == null
                ? ""
                : wording.policies(row.target()).map(PolicySet::nft).orElse("");
        nft.show(text);
    }
}
