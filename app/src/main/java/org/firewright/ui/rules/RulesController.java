package org.firewright.ui.rules;

import atlantafx.base.controls.CustomTextField;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
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
import org.kordamp.ikonli.javafx.FontIcon;

/** The Rules place: head, table, editor, palette, and what stands there where no policy is. */
public final class RulesController {
    private final RulesModel model;
    private final Navigation navigation;
    private final PendingModel pending;
    private final DeployModel deploys;
    private final VariablesEditor variablesEditor;
    private final PolicyBox policyBox;
    private PolicySwitch switcher;

    @FXML
    private BorderPane content;

    @FXML
    private VBox none;

    @FXML
    private ToggleButton blocks;

    @FXML
    private Node palette;

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
    private CustomTextField filter;

    @FXML
    private Label filtered;

    @FXML
    private Label badge;

    @FXML
    private MenuButton policies;

    @FXML
    private HBox policySwitch;

    @FXML
    private Button variables;

    @FXML
    private Button deploy;

    @FXML
    private ProblemBox problem;

    @FXML
    private SplitPane split;

    public RulesController(RulesModel model, Navigation navigation, PendingModel pending, DeployModel deploys) {
        this.model = model;
        this.navigation = navigation;
        this.pending = pending;
        this.deploys = deploys;
        this.variablesEditor = new VariablesEditor(model.variables());
        this.policyBox = new PolicyBox(model.targetPolicies());
    }

    @FXML
    private void initialize() {
        filter.setLeft(new FontIcon("mdi2f-filter-variant"));
        filter.setTooltip(new Tooltip(Texts.text("rules.filter.help")));
        filter.setAccessibleHelp(Texts.text("rules.filter.help"));
        filter.textProperty().bindBidirectional(model.table().queryProperty());
        filter.addEventHandler(KeyEvent.KEY_PRESSED, this::filterKey);
        content.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F && event.isShortcutDown()) {
                filter.requestFocus();
                filter.selectAll();
                event.consume();
            }
        });
        model.table().queryProperty().subscribe(query -> showFiltered());
        model.table().shown().addListener((Observable observable) -> showFiltered());
        Stream.<Observable>of(
                        model.policyProperty(),
                        navigation.namespaceProperty(),
                        navigation.hostProperty(),
                        pending.standingsProperty(),
                        deploys.runningProperty())
                .forEach(each -> each.addListener(observable -> show()));
        deploys.problemProperty().subscribe(problem::show);
        blocks.managedProperty().bind(blocks.visibleProperty());
        blocks.visibleProperty().bind(navigation.narrowProperty());
        palette.managedProperty().bind(palette.visibleProperty());
        palette.visibleProperty().bind(navigation.narrowProperty().not().or(blocks.selectedProperty()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(subtitle.textProperty());
        subtitle.setTooltip(whole);
        variables.setTooltip(new Tooltip(Texts.text("variables.title")));
        switcher = new PolicySwitch(model, policySwitch, policies);
        policies.setTooltip(new Tooltip(Texts.text("rules.policies.title")));
        policies.setAccessibleText(Texts.text("rules.policies.title"));
        model.projectProperty().addListener((Observable observable) -> variablesEditor.refresh());
        SplitPane.setResizableWithParent(split.getItems().getLast(), false);
        show();
    }

    private void filterKey(KeyEvent event) {
        Node table = content.lookup("#table");
        if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            event.consume();
        } else if ((event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) && table != null) {
            table.requestFocus();
            event.consume();
        }
    }

    /** Says how many rules are shown, and of an address that it is those that see it. */
    private void showFiltered() {
        String query = model.table().queryProperty().get();
        int shown = model.table().shown().size();
        int all = model.table().rows().size();
        filtered.setVisible(!query.isBlank());
        filtered.setText(
                query.isBlank()
                        ? ""
                        : RuleFilter.address(query)
                                .map(address -> Texts.count("rules.see", shown, all, address.text()))
                                .orElseGet(() -> Texts.text("rules.filtered", shown, all)));
    }

    @FXML
    private void editVariables() {
        variablesEditor.show(variables);
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

    private void show() {
        NamespaceModel namespace = navigation.namespaceProperty().get();
        Policy policy = namespace == null ? null : model.policyProperty().get(); // which hears of a host later
        content.setVisible(policy != null);
        none.setVisible(policy == null);
        if (policy == null) {
            showNone(namespace);
            return;
        }
        switcher.show();
        title.setText(namespace.name());
        subtitle.setText(
                policy.isGroup()
                        ? groupWords(namespace, policy)
                        : Texts.count(
                                "rules.subtitle",
                                policy.rules().size(),
                                namespace.host(),
                                policy.name(),
                                RuleWords.hook(policy),
                                Texts.text("action."
                                        + policy.defaultAction().name().toLowerCase(Locale.ROOT) + ".lower")));
        PendingModel.Standing standing = pending.standing(namespace);
        boolean online = navigation.hostProperty().get().statusProperty().get() instanceof HostStatus.Online;
        badge.setText(
                online && standing == PendingModel.Standing.UNKNOWN
                        ? Texts.text("badge.comparing")
                        : Texts.text("badge."
                                + standing.name().toLowerCase(Locale.ROOT).replace('_', '-')));
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
        deploy.setDisable(deploys.runningProperty().get() || standing == PendingModel.Standing.BROKEN || !online);
    }

    private static String groupWords(NamespaceModel namespace, Policy group) {
        return Texts.count("rules.subtitle.group", group.rules().size(), namespace.host(), group.name());
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
        for (String policy : model.targetPolicies().usable()) {
            Button use = new Button(Texts.text("rules.nopolicy.use", policy));
            use.setOnAction(event -> model.targetPolicies().use(policy));
            choices.getChildren().add(use);
        }
        Button begin = new Button(Texts.text("policy.new"));
        begin.setOnAction(event -> policyBox.begin(begin));
        choices.getChildren().add(begin);
    }
}
