package org.firewright.ui.lists;

import java.time.Instant;
import java.util.List;
import javafx.beans.Observable;
import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.model.Area;
import org.firewright.ui.model.Navigation;
import org.firewright.ui.parts.Format;

/** Beside a list: how it changed, where it is used, which hosts hold it, and what that costs. */
public final class ListFactsController {
    private final ListsModel lists;
    private final ListSheets sheets;
    private final Navigation navigation;

    @FXML
    private Label changed;

    @FXML
    private HBox difference;

    @FXML
    private Label came;

    @FXML
    private Label went;

    @FXML
    private Hyperlink badLines;

    @FXML
    private VBox rules;

    @FXML
    private VBox hosts;

    @FXML
    private VBox memoryCard;

    @FXML
    private MemoryChart chart;

    @FXML
    private Label memory;

    public ListFactsController(ListsModel lists, ListSheets sheets, Navigation navigation) {
        this.lists = lists;
        this.sheets = sheets;
        this.navigation = navigation;
    }

    @FXML
    private void initialize() {
        lists.chosenProperty().subscribe(list -> show());
        lists.hostChangesProperty().addListener((Observable observable) -> show());
    }

    @FXML
    private void showBadLines() {
        sheets.open(Sheet.BAD_LINES);
    }

    private void show() {
        ListEntry list = lists.chosenProperty().get();
        if (list == null) {
            return;
        }
        boolean readable = list.list().isPresent();
        memoryCard.setVisible(readable);
        memoryCard.setManaged(readable);
        changed.setText(list.changed()
                .map(then -> ListWords.written(then, Instant.now()))
                .orElse(Texts.text("lists.nofile")));
        var last = lists.lastChange(list.name());
        difference.setVisible(last.isPresent());
        difference.setManaged(last.isPresent());
        last.map(ListsModel.LastChange::difference).ifPresent(now -> {
            came.setText("+ " + Format.number(now.added().count()));
            went.setText("− " + Format.number(now.removed().count()));
        });
        long bad = list.list().map(read -> read.read().badCount()).orElse(0L);
        badLines.setVisible(bad > 0);
        badLines.setManaged(bad > 0);
        badLines.setText(Texts.count("lists.badlines", bad));
        showRules(list);
        showHosts(list);
        chart.show(list.forecast(), list.namespaces());
        memory.setText(Texts.text(
                "lists.memory.words",
                chart.end(),
                Format.bytes(list.forecast().table()),
                Format.bytes(list.forecast().sets(chart.end()))));
    }

    private void showRules(ListEntry list) {
        rules.getChildren().clear();
        for (ListUse.UsingRule rule : list.use().rules()) {
            Hyperlink link = new Hyperlink(Texts.text("lists.use.rule", rule.policy(), rule.number(), rule.name()));
            link.getStyleClass().add("fact-link");
            link.setOnAction(event -> navigation.areaProperty().set(Area.RULES));
            rules.getChildren().add(link);
        }
        if (list.use().rules().isEmpty()) {
            rules.getChildren().add(muted(Texts.text("lists.unused.words")));
        }
    }

    private void showHosts(ListEntry list) {
        hosts.getChildren().clear();
        List<HostCopy> copies = lists.copies(list);
        for (HostCopy copy : copies) {
            Region dot = new Region();
            dot.getStyleClass()
                    .addAll(
                            "dot",
                            switch (copy.standing()) {
                                case IN_STEP -> "online";
                                case BEHIND, ABSENT -> "changed";
                                case UNKNOWN -> "offline";
                            });
            Label name = new Label(copy.host());
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label words = muted(ListWords.standing(copy));
            words.setWrapText(true);
            HBox row = new HBox(dot, name, words);
            row.getStyleClass().add("fact-row");
            hosts.getChildren().add(row);
        }
        if (copies.isEmpty()) {
            hosts.getChildren().add(muted(Texts.text("lists.hosts.none")));
        }
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        return label;
    }
}
