package org.firewright.ui.frame;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.firewright.policy.ListDefinition;
import org.firewright.ui.model.ProjectModel;
import org.firewright.ui.parts.Format;
import org.firewright.ui.rules.Carried;
import org.firewright.ui.rules.Drags;

/** A list in the sidebar: its name, and how many entries it has. */
final class ListNameCell extends ListCell<ListDefinition> {
    private final ProjectModel project;
    private final Label name = new Label();
    private final Label figure = new Label();
    private final Tooltip whole = new Tooltip();
    private final HBox row;
    private final InvalidationListener changed = observable -> show();

    ListNameCell(ProjectModel project) {
        this.project = project;
        Label sigil = new Label("$");
        sigil.getStyleClass().add("sigil");
        figure.getStyleClass().add("figure");
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        row = new HBox(sigil, name, spacer, figure);
        row.getStyleClass().add("cell-row");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        name.setMinWidth(0);
        setPrefWidth(0); // a long name is cut, not scrolled to
        project.compiledProperty().addListener(new WeakInvalidationListener(changed));
        Drags.from(this, () -> Optional.ofNullable(getItem()).map(list -> new Carried.AddressList(list.name())));
    }

    @Override
    protected void updateItem(ListDefinition item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : row);
        setTooltip(empty || item == null ? null : whole);
        show();
    }

    private void show() {
        ListDefinition item = getItem();
        if (item != null) {
            var compiled = project.compiledProperty().get();
            name.setText(item.name());
            whole.setText("$" + item.name());
            figure.setText(
                    compiled == null
                            ? Format.NONE
                            : compiled.list(item.name())
                                    .map(list -> Format.number(list.read().entries()))
                                    .orElse(Format.NONE));
        }
    }
}
