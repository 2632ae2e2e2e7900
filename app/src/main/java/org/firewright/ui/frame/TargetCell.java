package org.firewright.ui.frame;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.firewright.ui.Texts;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.HostStatus;
import org.firewright.ui.model.NamespaceModel;
import org.firewright.ui.model.PendingModel;
import org.firewright.ui.parts.Format;
import org.firewright.ui.parts.StyleClasses;
import org.firewright.ui.rules.Drags;
import org.firewright.ui.rules.DropPlace;
import org.firewright.ui.rules.RulesModel;

/** A host or a namespace in the sidebar: dot, name, and at the right its rate or what is the matter. */
final class TargetCell extends TreeCell<TargetNode> {
    private static final double NAME_SHARE = 0.72;

    private final PendingModel pending;
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label figure = new Label();
    private final Tooltip whole = new Tooltip();
    private final HBox row = new HBox(dot, name, spacer(), figure);
    private final InvalidationListener changed = observable -> show();
    private final WeakInvalidationListener weakly = new WeakInvalidationListener(changed);
    private TargetNode listened;

    TargetCell(PendingModel pending, RulesModel rules) {
        this.pending = pending;
        row.getStyleClass().add("cell-row");
        figure.setMinWidth(0);
        // What is the matter gives way before the name does.
        name.minWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.min(name.prefWidth(Region.USE_COMPUTED_SIZE), row.getWidth() * NAME_SHARE),
                        name.textProperty(),
                        name.fontProperty(),
                        row.widthProperty()));
        setPrefWidth(0); // a long name is cut, not scrolled to
        pending.standingsProperty().addListener(weakly);
        Drags.onto(this, rules, this::place);
    }

    @Override
    protected void updateItem(TargetNode item, boolean empty) {
        super.updateItem(item, empty);
        if (!Objects.equals(item, listened)) {
            if (listened != null) {
                listened.observed().forEach(observable -> observable.removeListener(weakly));
            }
            if (item != null) {
                item.observed().forEach(observable -> observable.addListener(weakly));
            }
            listened = item;
        }
        show();
    }

    private Optional<DropPlace> place() {
        return getItem() instanceof TargetNode.Namespace(var host, NamespaceModel namespace)
                ? Optional.of(new DropPlace.OnNamespace(
                        namespace.text(), namespace.policiesProperty().get()))
                : Optional.empty();
    }

    private void show() {
        TargetNode item = getItem();
        if (item == null || isEmpty()) {
            setGraphic(null);
            setAccessibleText(null);
            setTooltip(null);
            return;
        }
        name.setText(item.name());
        switch (item) {
            case TargetNode.Host(HostModel host) -> show(host);
            case TargetNode.Namespace(HostModel host, NamespaceModel namespace) -> show(host, namespace);
        }
        setAccessibleText(item.text() + ", " + figure.getText());
        whole.setText(item.text());
        setTooltip(whole);
        setGraphic(row);
    }

    private void show(HostModel host) {
        switch (host.statusProperty().get()) {
            case HostStatus.Offline() -> style("", "", Texts.text("host.offline"));
            case HostStatus.Connecting(String step) -> style("busy", "", Texts.text("host.connecting"));
            case HostStatus.Failed(var problem) -> style("failed", "failed", Texts.text("host.failed"));
            case HostStatus.Online(var hello) -> style("online", "", Format.rate(rate(host)));
        }
    }

    private void show(HostModel host, NamespaceModel namespace) {
        if (!(host.statusProperty().get() instanceof HostStatus.Online)) {
            style("", "", Format.NONE);
            return;
        }
        switch (pending.standing(namespace)) {
            case NO_POLICY -> style("", "", Texts.text("standing.none"));
            case UNKNOWN -> style("", "", Format.NONE);
            case BROKEN -> style("failed", "failed", Texts.text("standing.broken"));
            case NOT_DEPLOYED -> style("", "", Texts.text("standing.not-deployed"));
            case CHANGED ->
                style("changed", "changed", Format.rate(namespace.rateProperty().get()));
            case IN_STEP ->
                style("online", "", Format.rate(namespace.rateProperty().get()));
        }
    }

    private static double rate(HostModel host) {
        return host.namespaces().stream()
                .mapToDouble(namespace -> namespace.rateProperty().get())
                .filter(rate -> !Double.isNaN(rate))
                .sum();
    }

    private void style(String dotClass, String figureClass, String text) {
        StyleClasses.set(dot, "dot", dotClass);
        StyleClasses.set(figure, "label", "figure", figureClass);
        figure.setText(text);
    }

    private static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }
}
