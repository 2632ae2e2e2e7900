package org.firewright.ui.rules;

import java.util.List;
import org.firewright.policy.Project;

/** What a drop would do. */
public sealed interface DropPlan {
    /** A few words for whoever drags. */
    String words();

    /**
     * It changes the project.
     *
     * @param words what it will do
     * @param name of the change, for undo
     * @param after the project then
     * @param selected rules of the shown policy that are selected then
     * @param edited the chip to edit at once, in the first selected rule; null for none
     * @param asked what of the first selected rule is asked at once
     */
    record Change(
            String words, String name, Project after, List<Integer> selected, Conditions.Place edited, Asked asked)
            implements DropPlan {
        public Change(String words, String name, Project after, List<Integer> selected, Conditions.Place edited) {
            this(words, name, after, selected, edited, Asked.NOTHING);
        }

        public Change {
            selected = List.copyOf(selected);
        }
    }

    /** What a change leaves open. */
    enum Asked {
        NOTHING,
        LIMIT,
        /** The group to jump to. */
        GROUP
    }

    /** It makes no sense. */
    record Refusal(String words) implements DropPlan {}
}
