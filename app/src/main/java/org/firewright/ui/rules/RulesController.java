package org.firewright.ui.rules;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.firewright.policy.Policy;
import org.firewright.ui.Texts;
import org.firewright.ui.deploy.DeployModel;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.parts.ProblemBox;

/** The Rules place: head, table, and what stands there where no policy is. */
public final class RulesController {
    private final RulesModel model;
    private final Navigation navigation;
    private final PendingModel pending;
    private final DeployModel deploys;

    @FXML
    private VBox content;

    @FXML
    private VBox none;

    @FXML
    private Label noneTitle;

    @FXML
    private Label noneWords;

    @FXML
    private HBox choices;

    @FXML
    private Label title;

    @FXML
    private Label subtitle;

    @FXML
    private Label badge;

    @FXML
    private Button deploy;

    @FXML
    private ProblemBox problem;

    @FXML
    private TableView<RuleRow> table;

    @FXML
    private TableColumn<RuleRow, RuleRow> number;

    @FXML
    private TableColumn<RuleRow, RuleRow> enabled;

    @FXML
    private TableColumn<RuleRow, RuleRow> name;

    @FXML
    private TableColumn<RuleRow, RuleRow> match;

    @FXML
    private TableColumn<RuleRow, RuleRow> action;

    @FXML
    private TableColumn<RuleRow, RuleRow> spark;

    @FXML
    private TableColumn<RuleRow, RuleRow> rate;

    @FXML
    private TableColumn<RuleRow, RuleRow> packets;

    @FXML
    private Button up;

    @FXML
    private Button down;

    @FXML
    private Button remove;

    public RulesController(RulesModel model, Navigation navigation, PendingModel pending, DeployModel deploys) {
        this.model = model;
        this.navigation = navigation;
        this.pending = pending;
        this.deploys = deploys;
    }

    @FXML
    private void initialize() {
        RuleCells.install(number, RuleCells.Place::new);
        RuleCells.install(enabled, () -> new RuleCells.Enabled(model));
        RuleCells.install(name, RuleCells.Name::new);
        RuleCells.install(match, MatchCell::new);
        RuleCells.install(action, RuleCells.ActionBadge::new);
        RuleCells.install(spark, RuleCells.Minute::new);
        RuleCells.install(rate, RuleCells.Rate::new);
        RuleCells.install(packets, RuleCells.Packets::new);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.rows());
        model.chosenProperty().subscribe(row -> table.getSelectionModel().select(row));
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.chosenProperty().set(row);
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        var nothing = model.chosenProperty().isNull();
        Stream.of(up, down, remove).forEach(button -> button.disableProperty().bind(nothing));
        Stream.<Observable>of(
                        model.policyProperty(),
                        navigation.namespaceProperty(),
                        navigation.hostProperty(),
                        pending.standingsProperty(),
                        deploys.runningProperty())
                .forEach(each -> each.addListener(observable -> show()));
        deploys.problemProperty().subscribe(problem::show);
        show();
    }

    @FXML
    private void preview() {
        model.target().ifPresent(deploys::chooseOnly);
        navigation.areaProperty().set(Area.DEPLOY);
    }

    @FXML
    private void deploy() {
        model.target().ifPresent(target -> {
            deploys.chooseOnly(target);
            deploys.deployChosen();
        });
    }

    @FXML
    private void addRule() {
        model.add();
        table.scrollTo(model.chosenProperty().get());
    }

    @FXML
    private void moveUp() {
        chosen().ifPresent(row -> model.move(row, -1));
    }

    @FXML
    private void moveDown() {
        chosen().ifPresent(row -> model.move(row, 1));
    }

    @FXML
    private void removeRule() {
        chosen().ifPresent(model::remove);
    }

    private Optional<RuleRow> chosen() {
        return Optional.ofNullable(model.chosenProperty().get());
    }

    private void key(KeyEvent event) {
        Runnable twin = switch (event.getCode()) {
            case DELETE -> this::removeRule;
            case UP -> event.isAltDown() ? this::moveUp : null;
            case DOWN -> event.isAltDown() ? this::moveDown : null;
            case SPACE -> () -> chosen().ifPresent(row -> RuleCells.toggle(model, row));
            default -> null;
        };
        if (twin != null && (event.getCode() != KeyCode.SPACE || table.equals(event.getTarget()))) {
            twin.run();
            event.consume();
        }
    }

    private void show() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        Policy policy = model.policyProperty().get();
        content.setVisible(policy != null);
        none.setVisible(policy == null);
        if (policy == null) {
            showNone(namespace);
            return;
        }
        title.setText(namespace.name());
        subtitle.setText(Texts.count(
                "rules.subtitle",
                policy.rules().size(),
                namespace.host(),
                policy.name(),
                Texts.text("hook." + policy.hook().name().toLowerCase(java.util.Locale.ROOT)),
                Texts.text("action." + policy.defaultAction().name().toLowerCase(java.util.Locale.ROOT) + ".lower")));
        PendingModel.Standing standing = pending.standing(namespace);
        badge.setText(Texts.text(
                "badge." + standing.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
        badge.getStyleClass()
                .setAll(
                        "label",
                        "badge",
                        switch (standing) {
                            case IN_STEP -> "ok";
                            case BROKEN -> "failed";
                            case CHANGED, NOT_DEPLOYED -> "changed";
                            case UNKNOWN, NO_POLICY -> "muted";
                        });
        deploy.setText(deploys.runningProperty().get() ? Texts.text("rules.deploying") : Texts.text("rules.deploy"));
        deploy.setDisable(deploys.runningProperty().get()
                || standing == PendingModel.Standing.BROKEN
                || !(navigation.hostProperty().get().statusProperty().get() instanceof HostStatus.Online));
    }

    private void showNone(NamespaceModel namespace) {
        choices.getChildren().clear();
        if (namespace == null) {
            noneTitle.setText(Texts.text("rules.none.title"));
            noneWords.setText(Texts.text("rules.none.words"));
            return;
        }
        noneTitle.setText(Texts.text("rules.nopolicy.title", namespace.text()));
        noneWords.setText(Texts.text("rules.nopolicy.words"));
        for (String policy : model.policyNames()) {
            Button use = new Button(Texts.text("rules.nopolicy.use", policy));
            use.setOnAction(event -> model.usePolicy(policy));
            choices.getChildren().add(use);
        }
    }
}
