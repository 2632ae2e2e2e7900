package org.firewright.ui.lists;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.firewright.ui.Texts;
import org.firewright.ui.lists.ListSheets.Sheet;
import org.firewright.ui.parts.Cells;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.Keyboard;

/** The sheet that answers which lists contain an address, while it is typed. */
public final class ListContainsController extends SheetController {
    private final ListsModel lists;
    private final RangesModel ranges;

    @FXML
    private TextField question;

    @FXML
    private Label outcome;

    @FXML
    private TableView<ListAnswer> answers;

    @FXML
    private TableColumn<ListAnswer, String> list;

    @FXML
    private TableColumn<ListAnswer, String> part;

    @FXML
    private TableColumn<ListAnswer, String> range;

    @FXML
    private TableColumn<ListAnswer, String> used;

    public ListContainsController(ListsModel lists, RangesModel ranges, ListSheets sheets) {
        super(sheets);
        this.lists = lists;
        this.ranges = ranges;
    }

    @FXML
    private void initialize() {
        answers.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Cells.live(list, answer -> new ReadOnlyStringWrapper("$" + answer.list()));
        Cells.words(part, answer -> switch (answer.part()) {
            case ALL -> Texts.text("lists.contains.all");
            case SOME -> Texts.text("lists.contains.some");
            case NONE -> Texts.text("lists.contains.none");
            case UNKNOWN -> Texts.text("lists.contains.unknown");
        });
        Cells.live(range, answer -> new ReadOnlyStringWrapper(answer.range().isEmpty() ? Format.NONE : answer.range()));
        Cells.live(used, answer -> new ReadOnlyStringWrapper(ListWords.use(answer.use())));
        question.textProperty().subscribe(text -> answer());
        lists.entries().addListener((ListChangeListener<ListEntry>) change -> answer());
        view(Sheet.CONTAINS, () -> Keyboard.give(question));
        question.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
                int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
                int row = answers.getSelectionModel().getSelectedIndex() + step;
                answers.getSelectionModel()
                        .select(Math.clamp(
                                row, 0, Math.max(0, answers.getItems().size() - 1)));
                event.consume();
            }
        });
        answers.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
                event.consume();
            }
        });
        answers.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open();
            }
        });
    }

    @FXML
    private void open() {
        ListAnswer chosen = answers.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            lists.chooseNamed(chosen.list());
            ranges.searchProperty().set(question.getText().strip());
            close();
        }
    }

    private void answer() {
        String asked = question.getText();
        List<ListAnswer> now = ListAnswer.of(lists.entries(), asked);
        answers.getItems().setAll(now);
        outcome.setText(outcome(now, asked.strip()));
        now.stream().filter(ListAnswer::isYes).findFirst().ifPresent(answers.getSelectionModel()::select);
    }

    private static String outcome(List<ListAnswer> answers, String asked) {
        if (answers.isEmpty()) {
            return Texts.text(asked.isEmpty() ? "lists.contains.ask" : "lists.contains.unclear");
        }
        long yes = answers.stream().filter(ListAnswer::isYes).count();
        long unknown = answers.stream()
                .filter(each -> each.part() == ListAnswer.Part.UNKNOWN)
                .count();
        String known = Texts.count("lists.contains.outcome", yes, answers.size() - unknown, asked);
        return unknown == 0 ? known : known + "; " + Texts.count("lists.contains.unread", unknown);
    }
}
