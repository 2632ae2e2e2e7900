package org.firewright.ui.rules;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.control.ListView;
import org.firewright.expression.Completion;

/** What could be written, one below the other; how high a row is stands in the style, as it goes with the size of text. */
final class ProposalList extends ListView<Completion.Proposal> {
    private static final double FRAME = 4;

    private final IntegerProperty rows = new SimpleIntegerProperty(this, "rows");
    private final int most;

    /**
     * Makes one.
     *
     * @param most rows that are seen at once
     */
    ProposalList(String id, int most) {
        this.most = most;
        setId(id);
        getStyleClass().add("proposals");
        setCellFactory(view -> new ProposalCell());
        prefHeightProperty().bind(fixedCellSizeProperty().multiply(rows).add(FRAME));
    }

    /** Makes it as high as so many rows, or as it may be. */
    void fit(int count) {
        rows.set(Math.min(most, count));
    }
}
