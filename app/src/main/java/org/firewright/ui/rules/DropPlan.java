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
     * @param limit whether the first selected rule's limit is edited at once
     */
    record Change(
            String words, String name, Project after, List<Integer> selected, Conditions.Place edited, boolean limit)
            implements DropPlan {
        public Change(String words, String name, Project after, List<Integer> selected, Conditions.Place edited) {
            this(words, name, after, selected, edited, false);
        }

        public Change {
            selected = List.copyOf(selected);
        }
    }

    /** It makes no sense. */
    record Refusal(String words) implements DropPlan {}
}
