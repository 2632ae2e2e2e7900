package org.firewright.ui.inspect;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.firewright.agent.api.HostState;
import org.firewright.ui.Texts;
import org.firewright.ui.inspect.InspectModel.MapRow;
import org.firewright.ui.inspect.InspectModel.NamespaceRow;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Columns;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.ProblemBox;

/** The Inspect place: a host as its kernel has it. */
public final class InspectController {
    private final InspectModel model;
    private final RulesetModel ruleset;
    private final Navigation navigation;
    private final PendingModel pending;
    private final InvalidationListener changed = observable -> show();
    private HostState shown;
    private String chosenElsewhere = "";

    @FXML
    private VBox content;

    @FXML
    private VBox none;

    @FXML
    private Label noneTitle;

    @FXML
    private Label noneWords;

    @FXML
    private ProblemBox problem;

    @FXML
    private Button connect;

    @FXML
    private Label title;

    @FXML
    private Label subtitle;

    @FXML
    private Label rate;

    @FXML
    private Label memory;

    @FXML
    private Label memoryWords;

    @FXML
    private Label state;

    @FXML
    private Label stateWords;

    @FXML
    private TableView<NamespaceRow> namespaces;

    @FXML
    private TableColumn<NamespaceRow, String> namespaceName;

    @FXML
    private TableColumn<NamespaceRow, String> namespaceRules;

    @FXML
    private TableColumn<NamespaceRow, String> namespaceRate;

    @FXML
    private TableColumn<NamespaceRow, String> namespaceState;

    @FXML
    private TableView<MapRow> maps;

    @FXML
    private HBox sides;

    @FXML
    private VBox tables;

    @FXML
    private Parent rulesetCard;

    @FXML
    private TableColumn<MapRow, String> mapList;

    @FXML
    private TableColumn<MapRow, String> mapId;

    @FXML
    private TableColumn<MapRow, String> mapType;

    @FXML
    private TableColumn<MapRow, String> mapUsers;

    @FXML
    private TableColumn<MapRow, String> mapEntries;

    @FXML
    private TableColumn<MapRow, String> mapMemory;

    public InspectController(InspectModel model, RulesetModel ruleset, Navigation navigation, PendingModel pending) {
        this.model = model;
        this.ruleset = ruleset;
        this.navigation = navigation;
        this.pending = pending;
    }

    @FXML
    private void initialize() {
        Columns.scale(namespaces, subtitle.fontProperty());
        Columns.scale(maps, subtitle.fontProperty());
        navigation.narrowProperty().subscribe(this::stack);
        Cells.words(namespaceName, row -> row.state().name());
        Cells.figures(namespaceRules, row -> Format.number(row.state().rules().size()));
        Cells.liveFigures(namespaceRate, row -> row.rate().map(number -> Format.rate(number.doubleValue())));
        Cells.words(namespaceState, NamespaceRow::deployed);
        Cells.words(mapList, MapRow::list);
        Cells.figures(mapId, row -> Long.toString(row.map().id()));
        Cells.words(mapType, row -> row.map().type());
        Cells.words(mapUsers, MapRow::users);
        Cells.figures(mapEntries, row -> Format.number(row.map().entries()));
        Cells.figures(
                mapMemory,
                row -> (row.map().memoryIsLowerBound() ? "≥ " : "")
                        + Format.bytes(row.map().memory()));
        namespaces.getSelectionModel().selectedItemProperty().addListener((Observable observable) -> showRuleset());
        navigation.hostProperty().subscribe(this::listen);
        listen(null, navigation.hostProperty().get());
        navigation.namespaceProperty().addListener(changed);
        navigation.areaProperty().addListener(changed);
        pending.standingsProperty().addListener(changed);
        show();
    }

    @FXML
    private void refresh() {
        model.refresh();
    }

    @FXML
    private void connect() {
        model.connect();
    }

    /** Where there is little room, the ruleset stands below the tables, and the place scrolls. */
    private void stack(boolean narrow) {
        sides.getChildren().remove(rulesetCard);
        tables.getChildren().remove(rulesetCard);
        (narrow ? tables : sides).getChildren().add(rulesetCard);
    }

    private void listen(HostModel before, HostModel now) {
        if (before != null) {
            observed(before).forEach(each -> each.removeListener(changed));
        }
        if (now != null) {
            observed(now).forEach(each -> each.addListener(changed));
        }
        show();
    }

    private static List<Observable> observed(HostModel host) {
        return List.of(
                host.statusProperty(), host.stateProperty(), host.lastReportProperty(), host.lastChangeProperty());
    }

    private void show() {
        HostModel host = navigation.hostProperty().get();
        HostState picture = host == null ? null : host.stateProperty().get();
        content.setVisible(picture != null);
        none.setVisible(picture == null);
        if (picture == null) {
            shown = null;
            showNone(host);
            return;
        }
        if (!picture.equals(shown)) {
            shown = picture;
            fill(host, picture);
        }
        showFigures(host, picture);
        chooseNamespace();
        showRuleset();
    }

    private void fill(HostModel host, HostState picture) {
        String selected = namespaces.getSelectionModel().getSelectedItem() == null
                ? model.namespace()
                : namespaces.getSelectionModel().getSelectedItem().state().name();
        namespaces.getItems().setAll(model.namespaces(host, picture));
        maps.getItems().setAll(model.maps(picture));
        select(selected);
    }

    private void chooseNamespace() {
        if (!model.namespace().equals(chosenElsewhere)) {
            chosenElsewhere = model.namespace();
            select(chosenElsewhere);
        }
    }

    private void select(String namespace) {
        namespaces.getItems().stream()
                .filter(row -> row.state().name().equals(namespace))
                .findFirst()
                .ifPresentOrElse(namespaces.getSelectionModel()::select, namespaces.getSelectionModel()::selectFirst);
    }

    private void showFigures(HostModel host, HostState picture) {
        title.setText(host.name());
        subtitle.setText(
                host.statusProperty().get() instanceof HostStatus.Online(var hello)
                        ? Texts.count(
                                "inspect.subtitle",
                                picture.namespaces().size(),
                                hello.kernel(),
                                hello.architecture(),
                                hello.agentVersion())
                        : "");
        double all = host.namespaces().stream()
                .mapToDouble(namespace -> namespace.rateProperty().get())
                .filter(value -> !Double.isNaN(value))
                .sum();
        rate.setText(Format.rate(all));
        memory.setText(Format.bytes(host.memoryProperty().get()));
        memoryWords.setText(
                picture.lists().isEmpty()
                        ? Texts.text("inspect.lists.none")
                        : Texts.count(
                                "inspect.lists",
                                picture.lists().size(),
                                Texts.count(
                                        "inspect.mapcount", model.maps(picture).size())));
        long behind = host.namespaces().stream()
                .map(pending::standing)
                .filter(PendingModel.Standing::waits)
                .count();
        state.setText(behind == 0 ? Texts.text("inspect.instep") : Texts.count("inspect.behind", behind));
        state.getStyleClass().setAll("label", "tile-figure", behind == 0 ? "ok" : "changed");
        stateWords.setText(Texts.text(behind == 0 ? "inspect.instep.words" : "inspect.behind.words"));
    }

    private void showNone(HostModel host) {
        HostStatus status =
                host == null ? new HostStatus.Offline() : host.statusProperty().get();
        connect.setVisible(host != null && !(status instanceof HostStatus.Connecting));
        problem.show(status instanceof HostStatus.Failed(var why) ? why : null);
        noneTitle.setText(
                host == null
                        ? Texts.text("inspect.none.title")
                        : switch (status) {
                            case HostStatus.Connecting(String step) -> Texts.text("inspect.connecting", host.name());
                            case HostStatus.Failed(var why) -> Texts.text("inspect.failed", host.name());
                            case HostStatus.Offline() -> Texts.text("inspect.offline", host.name());
                            case HostStatus.Online(var hello) -> Texts.text("inspect.connecting", host.name());
                        });
        noneWords.setText(
                host == null
                        ? Texts.text("inspect.none.words")
                        : status instanceof HostStatus.Connecting(String step) ? step : "");
    }

    private void showRuleset() {
        NamespaceRow row = namespaces.getSelectionModel().getSelectedItem();
        boolean seen = navigation.areaProperty().get() == Area.INSPECT && row != null;
        if (seen) {
            ruleset.look(navigation.hostProperty().get(), row.state().name());
            ruleset.refresh();
        }
    }
}
