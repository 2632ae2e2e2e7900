package org.firewright.ui.model;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the person looks at. */
public final class Navigation {
    private final BooleanProperty narrow = new SimpleBooleanProperty(this, "narrow");
    private final DoubleProperty boxHeight = new SimpleDoubleProperty(this, "boxHeight");
    private final ObjectProperty<Area> area = new SimpleObjectProperty<>(this, "area", Area.RULES);
    private final ObjectProperty<HostModel> host = new SimpleObjectProperty<>(this, "host");
    private final ObjectProperty<NamespaceModel> namespace = new SimpleObjectProperty<>(this, "namespace");
    private final ObjectProperty<Overlay> overlay = new SimpleObjectProperty<>(this, "overlay", Overlay.NONE);
    private final IntegerProperty rule = new SimpleIntegerProperty(this, "rule", -1);
    private final StringProperty policy = new SimpleStringProperty(this, "policy", "");
    private final StringProperty seeing = new SimpleStringProperty(this, "seeing", "");
    private final StringProperty list = new SimpleStringProperty(this, "list", "");

    /** The place that is open. */
    public ObjectProperty<Area> areaProperty() {
        return area;
    }

    /** The host that is chosen, also where one of its namespaces is; null where none is. */
    public ObjectProperty<HostModel> hostProperty() {
        return host;
    }

    /** The namespace that is chosen; null where none is. */
    public ObjectProperty<NamespaceModel> namespaceProperty() {
        return namespace;
    }

    /** What lies over the place. */
    public ObjectProperty<Overlay> overlayProperty() {
        return overlay;
    }

    /** Name of the policy that is wanted where the chosen namespace has several; where it has none of this name, its first. */
    public StringProperty policyProperty() {
        return policy;
    }

    /** Index of the rule that somebody wants to see in the policy that is shown; -1 where nobody does. */
    public IntegerProperty ruleProperty() {
        return rule;
    }

    /** An address or a prefix: somebody wants to see the rules that see it; empty where nobody does. */
    public StringProperty seeingProperty() {
        return seeing;
    }

    /** Name of the list that is chosen; empty where none is. */
    public StringProperty listProperty() {
        return list;
    }

    /** Chooses a namespace of a host. */
    public void choose(HostModel chosenHost, NamespaceModel chosenNamespace) {
        host.set(chosenHost);
        namespace.set(chosenNamespace);
    }

    /** Whether the window has little room for its size of text. */
    public BooleanProperty narrowProperty() {
        return narrow;
    }

    /** How far a box reaches up from the status line, in points; 0 where none is open. */
    public DoubleProperty boxHeightProperty() {
        return boxHeight;
    }
}
