package org.firewright.ui.deploy;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.firewright.policy.Target;

/** A target in the table of the Deploy place. */
public final class DeployRow {
    private final Target target;
    private final BooleanProperty chosen = new SimpleBooleanProperty(this, "chosen");
    private final ReadOnlyObjectWrapper<DeployState> state =
            new ReadOnlyObjectWrapper<>(this, "state", DeployState.IDLE);

    DeployRow(Target target) {
        this.target = target;
    }

    /** Where the policy goes, and which. */
    public Target target() {
        return target;
    }

    /** Whether the next push includes it. */
    public BooleanProperty chosenProperty() {
        return chosen;
    }

    /** How far it has come. */
    public ReadOnlyObjectProperty<DeployState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    DeployState state() {
        return state.get();
    }

    void show(DeployState now) {
        state.set(now);
    }
}
