package org.firewright.ui.rules;

import java.util.List;

/** Where something can be dropped. */
public sealed interface DropPlace {
    /** Before the rule of this index; behind the last one for the number of rules. */
    record Gap(int index) implements DropPlace {}

    /** Onto a rule. */
    record OnRule(int index) implements DropPlace {}

    /** Onto a chip of a rule. */
    record OnChip(int index, int block, int alternative) implements DropPlace {
        Conditions.Place place() {
            return new Conditions.Place(block, alternative);
        }
    }

    /**
     * Onto a namespace in the sidebar.
     *
     * @param text the namespace as people write it
     * @param policies names of the policies that it shall enforce; empty where it has none
     */
    record OnNamespace(String text, List<String> policies) implements DropPlace {
        public OnNamespace {
            policies = List.copyOf(policies);
        }
    }
}
