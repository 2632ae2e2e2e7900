package org.firewright.ui.rules;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.firewright.expression.Completion;

/** Something that could be written, and what it means. */
final class ProposalCell extends ListCell<Completion.Proposal> {
    private final Label text = new Label();
    private final Label meaning = new Label();
    private final HBox row = new HBox(text, meaning);

    ProposalCell() {
        getStyleClass().add("proposal");
        row.getStyleClass().add("cell-row");
        meaning.getStyleClass().add("meaning");
    }

    @Override
    protected void updateItem(Completion.Proposal item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setGraphic(null);
        } else {
            text.setText(item.text());
            text.getStyleClass()
                    .setAll("label", "mono", "word-" + item.kind().name().toLowerCase(Locale.ROOT));
            meaning.setText(item.meaning());
            setGraphic(row);
        }
    }
}
