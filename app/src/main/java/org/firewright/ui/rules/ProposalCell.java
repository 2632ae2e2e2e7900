package org.firewright.ui.rules;

import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.firewright.expression.Completion;

/** Something that could be written, and what it means; what there is no room for ends in dots and is told by a tooltip. */
class ProposalCell extends ListCell<Completion.Proposal> {
    private static final double BETWEEN = 8;

    private final Label text = new Label();
    private final Label meaning = new Label();
    private final Tooltip whole = new Tooltip();
    private final BooleanExpression cut = text.textTruncatedProperty().or(meaning.textTruncatedProperty());
    private final BorderPane row = new BorderPane(meaning);

    /**
     * Makes one.
     *
     * @param before what stands in front of the words
     */
    ProposalCell(Node... before) {
        getStyleClass().add("proposal");
        HBox head = new HBox(Stream.concat(Stream.of(before), Stream.of(text)).toArray(Node[]::new));
        head.getStyleClass().add("cell-row");
        meaning.getStyleClass().add("meaning");
        BorderPane.setAlignment(meaning, Pos.CENTER_LEFT);
        BorderPane.setMargin(meaning, new Insets(0, 0, 0, BETWEEN));
        row.setLeft(head); // as wide as it is; the meaning has what remains
        setPrefWidth(0); // as wide as the list, never scrolled to
        whole.setWrapText(true);
        tooltipProperty().bind(Bindings.when(cut).then(whole).otherwise((Tooltip) null));
    }

    /** Whether some of it is not to be read, for want of room. */
    final BooleanExpression cut() {
        return cut;
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
            whole.setText(whole(item));
            setGraphic(row);
        }
    }

    /** A proposal with all of its meaning. */
    static String whole(Completion.Proposal proposal) {
        return proposal.meaning().isEmpty() ? proposal.text() : proposal.text() + ": " + proposal.meaning();
    }
}
