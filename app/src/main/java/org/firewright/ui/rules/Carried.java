package org.firewright.ui.rules;

import java.io.Serializable;
import java.util.List;
import org.firewright.policy.Action;

/** What is dragged; travels through the drag board as it is. */
public sealed interface Carried extends Serializable {
    /**
     * A condition out of the palette.
     *
     * @param label as the palette names it
     * @param condition as text of the language
     */
    record Block(String label, String condition) implements Carried {}

    /** An action out of the palette. */
    record OfAction(Action action) implements Carried {}

    /** A jump out of the palette, to a group that is asked for. */
    record OfJump() implements Carried {}

    /** A limit out of the palette. */
    record OfLimit() implements Carried {}

    /** A list out of the sidebar, by its name. */
    record AddressList(String name) implements Carried {}

    /**
     * Rules of the policy that is shown.
     *
     * @param policy its name
     * @param indices their places from 0 on, in order
     * @param label what stands on the ghost
     */
    record Rules(String policy, List<Integer> indices, String label) implements Carried {
        public Rules {
            indices = List.copyOf(indices);
        }
    }

    /**
     * A condition out of a rule.
     *
     * @param policy name of the policy
     * @param index the rule's place from 0 on
     * @param block which of the rule's blocks
     * @param alternative which of the block's alternatives
     * @param condition as text of the language
     */
    record Condition(String policy, int index, int block, int alternative, String condition) implements Carried {
        Conditions.Place place() {
            return new Conditions.Place(block, alternative);
        }
    }
}
