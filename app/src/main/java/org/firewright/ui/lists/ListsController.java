package org.firewright.ui.lists;

import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.DropShade;
import org.firewright.ui.parts.Keyboard;
import org.firewright.ui.parts.Tooltips;

/** The Lists place: what can be done with lists, and the sheets that lie over it. */
public final class ListsController {
    /** How wide the place is at least where its parts stand beside one another, in heights of its text. */
    private static final double LEAST_BESIDE = 76;

    private final ListsModel lists;
    private final ListSheets sheets;
    private final ImportModel imports;
    private final ExportModel exports;
    private final ListDrop.Taker taker;

    @FXML
    private StackPane root;

    @FXML
    private VBox place;

    @FXML
    private Label subtitle;

    @FXML
    private Button add;

    @FXML
    private Button contains;

    @FXML
    private Button refresh;

    @FXML
    private MenuButton more;

    @FXML
    private ListTableController tableController;

    @FXML
    private VBox none;

    @FXML
    private ScrollPane some;

    @FXML
    private Pane beside;

    @FXML
    private Pane below;

    @FXML
    private DropShade drop;

    @FXML
    private StackPane shade;

    public ListsController(
            ListsModel lists, ListSheets sheets, ImportModel imports, ExportModel exports, ListDrop.Taker taker) {
        this.lists = lists;
        this.sheets = sheets;
        this.imports = imports;
        this.exports = exports;
        this.taker = taker;
    }

    @FXML
    private void initialize() {
        lists.entries().addListener((ListChangeListener<ListEntry>) change -> show());
        show();
        Tooltips.whole(subtitle);
        for (Node needsList : List.of(refresh, more, contains)) {
            needsList.disableProperty().bind(lists.chosenProperty().isNull());
        }
        root.widthProperty().subscribe(width -> arrange());
        subtitle.fontProperty().subscribe(font -> arrange());
        root.sceneProperty().subscribe(this::takeKeyboard);
        sheets.openProperty().subscribe(this::showSheet);
        // Before the table takes F2 for editing a cell.
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        new ListDrop(root, drop, taker);
    }

    private void show() {
        boolean any = !lists.entries().isEmpty();
        long all = lists.entries().stream()
                .mapToLong(list -> list.ranges().count())
                .sum();
        subtitle.setText(any ? Texts.count("lists.subtitle", lists.entries().size(), all) : "");
        some.setVisible(any);
        some.setManaged(any);
        none.setVisible(!any);
        none.setManaged(!any);
        takeKeyboard(root.getScene()); // the place may have been gone to before its lists were there
    }

    /** When the place is gone to, its keys work at once; whoever is busy elsewhere, as in the sidebar, stays there. */
    private void takeKeyboard(Scene scene) {
        Node owner = scene == null ? null : scene.getFocusOwner();
        if (scene != null && (owner == null || !scene.equals(owner.getScene()) || owner instanceof ToggleButton)) {
            if (lists.entries().isEmpty()) {
                Keyboard.give(add);
            } else {
                tableController.takeKeyboard();
            }
        }
    }

    /** The parts stand beside one another, or, where there is no room for that, below one another. */
    private void arrange() {
        boolean roomy = root.getWidth() >= LEAST_BESIDE * subtitle.getFont().getSize();
        Pane to = roomy ? beside : below;
        Pane from = roomy ? below : beside;
        List<Node> parts = List.copyOf(from.getChildren());
        from.getChildren().clear();
        to.getChildren().addAll(parts);
        to.setManaged(true);
        from.setManaged(false);
    }

    private void begin(String list) {
        imports.begin(list);
        sheets.open(Sheet.IMPORT);
    }

    @FXML
    private void add() {
        begin("");
    }

    @FXML
    private void whichContain() {
        sheets.open(Sheet.CONTAINS);
    }

    @FXML
    private void refresh() {
        chosen().ifPresent(list -> {
            begin(list.name());
            imports.refresh();
        });
    }

    @FXML
    private void replace() {
        chosen().ifPresent(list -> begin(list.name()));
    }

    @FXML
    private void rename() {
        chosen().ifPresent(list -> sheets.open(Sheet.RENAME));
    }

    @FXML
    private void remove() {
        chosen().ifPresent(list -> sheets.open(Sheet.REMOVE));
    }

    @FXML
    private void export() {
        chosen().ifPresent(list -> {
            exports.begin(list);
            sheets.open(Sheet.EXPORT);
        });
    }

    private Optional<ListEntry> chosen() {
        return Optional.ofNullable(lists.chosenProperty().get());
    }

    private void showSheet(Sheet open) {
        boolean any = open != Sheet.NONE;
        boolean closes = !any && shade.isVisible();
        shade.setVisible(any);
        place.setDisable(any);
        if (closes) {
            tableController.takeKeyboard();
        }
    }

    private void key(KeyEvent event) {
        if (shade.isVisible()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                imports.cancel();
                exports.cancel();
                sheets.close();
                event.consume();
            }
            return;
        }
        Runnable deed = deed(event, event.getTarget() instanceof TextInputControl);
        if (deed != null) {
            deed.run();
            event.consume();
        }
    }

    /** What a key does here; null for nothing. */
    private Runnable deed(KeyEvent event, boolean typing) {
        if (event.isShortcutDown()) {
            return switch (event.getCode()) {
                case N -> this::add;
                case E -> this::export;
                case G -> this::whichContain;
                case V -> typing ? null : this::paste;
                default -> null;
            };
        }
        return switch (event.getCode()) {
            case F5 -> this::refresh;
            case F2 -> typing ? null : this::rename;
            default -> null;
        };
    }

    private void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        if (text != null && !text.isBlank()) {
            begin("");
            imports.take(new ImportSource.OfText(text));
        }
    }
}
