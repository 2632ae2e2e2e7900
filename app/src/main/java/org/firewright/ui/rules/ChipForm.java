package org.firewright.ui.rules;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;

/** A form for one kind of condition. */
interface ChipForm {
    /** What is shown. */
    Node node();

    /** What is wrong with what is typed; empty where all is well. */
    ReadOnlyStringProperty faultProperty();

    /** The rule's text with the chip as it is now; empty while something is wrong. */
    Optional<String> when();

    /** What the keyboard goes to first. */
    Node first();
}
