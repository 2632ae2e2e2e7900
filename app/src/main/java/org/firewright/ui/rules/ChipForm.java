package org.firewright.ui.rules;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** A form for one kind of condition. */
abstract class ChipForm {
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper(this, "fault", "");
    private final VBox box = new VBox();

    ChipForm() {
        box.getStyleClass().add("chip-form");
    }

    /** What is shown. */
    final Node node() {
        return box;
    }

    /** What is wrong with what is typed; empty where all is well. */
    final ReadOnlyStringProperty faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** The rule's text with the chip as it is now; empty while something is wrong. */
    final Optional<String> when() {
        return fault.get().isEmpty() ? written() : Optional.empty();
    }

    /** The same of what stands in the fields; asked for only while no fault is told. */
    abstract Optional<String> written();

    /** What the keyboard goes to first. */
    abstract Node first();

    final void put(Node... parts) {
        box.getChildren().setAll(parts);
    }

    final void fault(String words) {
        fault.set(words);
    }
}
