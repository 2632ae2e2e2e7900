package org.firewright.ui.rules;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.layout.Region;
import org.firewright.policy.Action;

/**
 * A part of a row that looks as its rule's action wants it: one node for each action that has been shown here, of which one
 * is seen. A single node with another look each time would be styled anew with all that is in it for every row that
 * scrolls by.
 */
final class Looks<N extends Region> extends Region {
    private final Supplier<N> maker;
    private final Map<Action, N> made = new EnumMap<>(Action.class);
    private N seen;

    Looks(Supplier<N> maker) {
        this.maker = maker;
    }

    /** The node for this action, which is seen from now on. */
    N show(Action action) {
        N wanted = made.computeIfAbsent(action, this::make);
        if (!wanted.equals(seen)) {
            if (seen != null) {
                seen.setVisible(false);
            }
            wanted.setVisible(true);
            seen = wanted;
            requestLayout();
        }
        return wanted;
    }

    private N make(Action action) {
        N node = maker.get();
        node.pseudoClassStateChanged(RuleCells.look(action), true);
        getChildren().add(node);
        return node;
    }

    @Override
    protected double computeMinWidth(double height) {
        return seen == null ? 0 : seen.minWidth(height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return seen == null ? 0 : seen.prefWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return seen == null ? 0 : seen.prefHeight(width);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return seen == null ? 0 : seen.maxHeight(width);
    }

    @Override
    protected void layoutChildren() {
        if (seen != null) {
            seen.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
