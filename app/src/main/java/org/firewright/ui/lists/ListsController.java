package org.firewright.ui.lists;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import org.firewright.iplist.BadLine;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Format;

/** The Lists place: every list that could be read, and the lines of it that could not. */
public final class ListsController {
    private final ProjectModel project;
    private final Navigation navigation;

    @FXML
    private Label subtitle;

    @FXML
    private TableView<ProjectList> table;

    @FXML
    private TableColumn<ProjectList, String> name;

    @FXML
    private TableColumn<ProjectList, String> source;

    @FXML
    private TableColumn<ProjectList, String> entries;

    @FXML
    private TableColumn<ProjectList, String> v4;

    @FXML
    private TableColumn<ProjectList, String> v6;

    @FXML
    private TableColumn<ProjectList, String> bad;

    @FXML
    private TableColumn<ProjectList, String> used;

    @FXML
    private VBox badCard;

    @FXML
    private Label badTitle;

    @FXML
    private TableView<BadLine> badLines;

    @FXML
    private TableColumn<BadLine, String> badLine;

    @FXML
    private TableColumn<BadLine, String> badText;

    @FXML
    private TableColumn<BadLine, String> badReason;

    public ListsController(ProjectModel project, Navigation navigation) {
        this.project = project;
        this.navigation = navigation;
    }

    @FXML
    private void initialize() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        badLines.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Cells.words(name, list -> "$" + list.name());
        Cells.words(source, list -> list.definition().source().toString());
        Cells.words(used, this::usedBy);
        Cells.figures(entries, list -> Format.number(list.read().entries()));
        Cells.figures(v4, list -> Format.number(list.read().ranges().v4Count()));
        Cells.figures(v6, list -> Format.number(list.read().ranges().v6Count()));
        Cells.figures(bad, list -> Format.number(list.read().badCount()));
        Cells.figures(badLine, line -> Format.number(line.number()));
        Cells.words(badText, BadLine::text);
        Cells.words(badReason, BadLine::reason);
        project.compiledProperty().addListener((Observable observable) -> show());
        navigation.listProperty().addListener((Observable observable) -> choose());
        table.getSelectionModel().selectedItemProperty().subscribe(this::showBadLines);
        show();
    }

    private void show() {
        CompiledProject compiled = project.compiledProperty().get();
        List<ProjectList> lists = compiled == null ? List.of() : compiled.lists();
        table.getItems().setAll(lists);
        long ranges =
                lists.stream().mapToLong(list -> list.read().ranges().count()).sum();
        subtitle.setText(Texts.count("lists.subtitle", lists.size(), ranges));
        choose();
    }

    private void choose() {
        Optional<ProjectList> wanted = table.getItems().stream()
                .filter(list -> list.name().equals(navigation.listProperty().get()))
                .findFirst();
        wanted.ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::selectFirst);
    }

    private void showBadLines(ProjectList list) {
        badCard.setVisible(list != null);
        if (list != null) {
            badTitle.setText(
                    list.read().badCount() == 0
                            ? Texts.text("lists.badlines.none", list.name())
                            : Texts.count("lists.badlines", list.read().badCount(), list.name()));
            badLines.getItems().setAll(list.read().badLines());
        }
    }

    private String usedBy(ProjectList list) {
        CompiledProject compiled = project.compiledProperty().get();
        String policies = compiled == null
                ? ""
                : compiled.policies().stream()
                        .filter(compilation -> compilation.lists().stream()
                                .anyMatch(content ->
                                        content.digest().equals(list.file().digest())))
                        .map(compilation -> compilation.policy().name())
                        .collect(Collectors.joining(", "));
        return policies.isEmpty() ? Texts.text("lists.unused") : policies;
    }
}
