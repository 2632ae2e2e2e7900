package org.firewright.ui.deploy;

import javafx.scene.control.TableColumn;
import javafx.scene.control.cell.CheckBoxTableCell;
import org.firewright.ui.Texts;

/** Whether a target is chosen: a box whose name a screen reader can say. */
final class ChosenCell extends CheckBoxTableCell<DeployRow, Boolean> {
    ChosenCell(TableColumn<DeployRow, Boolean> column) {
        super(column::getCellObservableValue);
    }

    @Override
    public void updateItem(Boolean chosen, boolean empty) {
        super.updateItem(chosen, empty);
        if (getGraphic() != null && getTableRow() != null && getTableRow().getItem() != null) {
            getGraphic()
                    .setAccessibleText(Texts.text(
                            "deploy.choose", getTableRow().getItem().target().text()));
        }
    }
}
