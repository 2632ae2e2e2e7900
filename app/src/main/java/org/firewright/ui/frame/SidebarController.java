package org.firewright.ui.frame;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostsModel;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.rules.Carried;
import org.firewright.ui.rules.RulesModel;
import org.firewright.ui.start.WelcomeModel;

/** The targets with state and rate, the lists with size. */
public final class SidebarController {
    private final ProjectModel project;
    private final HostsModel hosts;
    private final PendingModel pending;
    private final Navigation navigation;
    private final QuestionsModel questions;
    private final WelcomeModel welcome;
    private final RulesModel rules;

    @FXML
    private TreeView<TargetNode> targets;

    @FXML
    private ListView<ListDefinition> lists;

    @FXML
    private HBox lab;

    public SidebarController(
            ProjectModel project,
            HostsModel hosts,
            PendingModel pending,
            Navigation navigation,
            QuestionsModel questions,
            WelcomeModel welcome,
            RulesModel rules) {
        this.project = project;
        this.hosts = hosts;
        this.pending = pending;
        this.navigation = navigation;
        this.questions = questions;
        this.welcome = welcome;
        this.rules = rules;
    }

    @FXML
    private void initialize() {
        targets.setRoot(new TreeItem<>());
        targets.setCellFactory(tree -> new TargetCell(pending, rules));
        targets.prefHeightProperty()
                .bind(targets.fixedCellSizeProperty()
                        .multiply(targets.expandedItemCountProperty())
                        .add(8));
        lab.visibleProperty().bind(welcome.labUpProperty());
        lab.managedProperty().bind(lab.visibleProperty());
        hosts.hosts().forEach(this::add);
        hosts.hosts().addListener((ListChangeListener<HostModel>) change -> {
            while (change.next()) {
                targets.getRoot()
                        .getChildren()
                        .removeIf(item -> item.getValue() instanceof TargetNode.Host(HostModel host)
                                && !hosts.hosts().contains(host));
                change.getAddedSubList().forEach(this::add);
            }
        });
        targets.getSelectionModel().selectedItemProperty().subscribe(this::choose);
        navigation.namespaceProperty().subscribe(this::reveal);
        lists.setCellFactory(view -> new ListNameCell(project));
        project.projectProperty().subscribe(open -> lists.getItems().setAll(open == null ? List.of() : open.lists()));
        // A press may begin a drag, so a list is opened by a whole click.
        lists.setOnMouseClicked(event -> {
            if (event.isStillSincePress()) {
                openList();
            }
        });
        lists.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openList();
            } else if (event.getCode() == KeyCode.INSERT) {
                insertList(
                        event.isShortcutDown()
                                ? RulesModel.KeyDrop.BELOW
                                : event.isShiftDown() ? RulesModel.KeyDrop.CHIP : RulesModel.KeyDrop.RULE);
                event.consume();
            }
        });
    }

    private void openList() {
        ListDefinition list = lists.getSelectionModel().getSelectedItem();
        if (list != null) {
            navigation.listProperty().set(list.name());
            navigation.areaProperty().set(Area.LISTS);
        }
    }

    private void insertList(RulesModel.KeyDrop where) {
        ListDefinition list = lists.getSelectionModel().getSelectedItem();
        if (list != null) {
            rules.drop(new Carried.AddressList(list.name()), where);
        }
    }

    @FXML
    private void stopLab() {
        welcome.stopLab();
    }

    @FXML
    private void addServer() {
        questions.askText(
                Texts.text("connect.title"), Texts.text("connect.words"), Texts.text("connect.button"), host -> {
                    if (!host.isBlank()) {
                        hosts.connect(host.strip());
                    }
                });
    }

    private void choose(TreeItem<TargetNode> item) {
        if (item == null) {
            return;
        }
        switch (item.getValue()) {
            case TargetNode.Host(HostModel host) -> navigation.choose(host, null);
            case TargetNode.Namespace(HostModel host, NamespaceModel namespace) -> navigation.choose(host, namespace);
        }
    }

    private void reveal(NamespaceModel namespace) {
        for (TreeItem<TargetNode> host : targets.getRoot().getChildren()) {
            for (TreeItem<TargetNode> item : host.getChildren()) {
                if (item.getValue() instanceof TargetNode.Namespace(HostModel ignored, NamespaceModel shown)
                        && shown == namespace) {
                    targets.getSelectionModel().select(item);
                }
            }
        }
    }

    private void add(HostModel host) {
        TreeItem<TargetNode> item = new TreeItem<>(new TargetNode.Host(host));
        item.setExpanded(true);
        targets.getRoot().getChildren().add(item);
        fill(item, host);
        Project open = project.projectProperty().get();
        boolean wanted = open != null
                && open.targets().stream().anyMatch(target -> target.host().equals(host.name()));
        if (open != null && !wanted) {
            targets.scrollTo(targets.getRow(item)); // somebody has just named it
        }
        host.namespaces().addListener((ListChangeListener<NamespaceModel>) change -> fill(item, host));
    }

    /** Only adds and reorders, so that what is selected stays selected. */
    private static void fill(TreeItem<TargetNode> item, HostModel host) {
        for (int i = 0; i < host.namespaces().size(); i++) {
            NamespaceModel namespace = host.namespaces().get(i);
            boolean known = item.getChildren().stream()
                    .anyMatch(child -> child.getValue() instanceof TargetNode.Namespace(var ignored, var shown)
                            && shown == namespace);
            if (!known) {
                item.getChildren()
                        .add(
                                Math.min(i, item.getChildren().size()),
                                new TreeItem<>(new TargetNode.Namespace(host, namespace)));
            }
        }
    }
}
