package org.firewright.ui.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;

/** Blocks to build rules of: dragged by mouse, or with Enter onto the chosen rule. */
public final class PaletteController {
    private static final int COLUMNS = 2;
    private static final double HELP_WIDTH = 320;

    private final RulesModel model;

    @FXML
    private TextField filter;

    @FXML
    private VBox groups;

    public PaletteController(RulesModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        filter.textProperty().subscribe(this::fill);
    }

    private void fill(String query) {
        groups.getChildren().clear();
        for (PaletteBlock.Group group : PaletteBlock.Group.values()) {
            List<PaletteBlock> blocks = group.blocks().stream()
                    .filter(block -> block.matches(query))
                    .toList();
            if (!blocks.isEmpty()) {
                groups.getChildren().addAll(head(group), grid(blocks));
            }
        }
        if (groups.getChildren().isEmpty()) {
            Label none = new Label(Texts.text("palette.none", query.strip()));
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            groups.getChildren().add(none);
        }
    }

    private static HBox head(PaletteBlock.Group group) {
        HBox head = new HBox(new Label(group.title()));
        head.getStyleClass().add("palette-head");
        if (group.ebpf()) {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label tag = new Label(Texts.text("palette.ebpf"));
            tag.getStyleClass().setAll("label", "ebpf-tag");
            tag.setTooltip(new Tooltip(Texts.text("palette.ebpf.help")));
            head.getChildren().addAll(space, tag);
        }
        return head;
    }

    private GridPane grid(List<PaletteBlock> blocks) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("palette-grid");
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(100.0 / COLUMNS);
            grid.getColumnConstraints().add(half);
        }
        for (int i = 0; i < blocks.size(); i++) {
            grid.add(button(blocks.get(i)), i % COLUMNS, i / COLUMNS);
        }
        return grid;
    }

    private Button button(PaletteBlock block) {
        Button button = new Button(block.label());
        button.setId("block-" + block.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("palette-block");
        if (block.carried() instanceof Carried.OfAction(var action)) {
            button.getStyleClass().add(RuleCells.styleClass(action));
        }
        Tooltip help = new Tooltip(block.help() + "\n" + Texts.text("palette.keys"));
        help.setWrapText(true);
        help.setMaxWidth(HELP_WIDTH);
        button.setTooltip(help);
        button.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                drop(block, event.isControlDown(), event.isShiftDown());
                event.consume();
            }
        });
        button.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                drop(block, false, false);
            }
        });
        Drags.from(button, () -> Optional.of(block.carried()));
        return button;
    }

    /** Enter adds to the chosen rule, with Shift as an alternative to its chosen chip, with Ctrl as a rule of its own. */
    private void drop(PaletteBlock block, boolean below, boolean alternative) {
        model.drop(
                block.carried(),
                below ? RulesModel.KeyDrop.BELOW : alternative ? RulesModel.KeyDrop.CHIP : RulesModel.KeyDrop.RULE);
    }
}
