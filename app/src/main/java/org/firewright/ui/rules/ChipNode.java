package org.firewright.ui.rules;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** A chip on the screen. It is filled anew rather than made anew when rows are reused. */
final class ChipNode extends HBox {
    private static final PseudoClass EBPF = PseudoClass.getPseudoClass("ebpf");
    private static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");

    private final Region dot = new Region();
    // Texts rather than labels, as a screen of rules has hundreds of them; only values may have to end in dots.
    private final Text subject = new Text();
    private final Text operator = new Text();
    private final Label value = new Label();
    private Conditions.Place place = new Conditions.Place(0, 0);

    ChipNode() {
        getStyleClass().add("chip");
        dot.getStyleClass().add("violet");
        subject.getStyleClass().add("subject");
        operator.getStyleClass().add("operator");
        value.getStyleClass().addAll("mono", "value");
        getChildren().addAll(subject, operator, value);
        for (Node node : getChildren()) {
            node.managedProperty().bind(node.visibleProperty());
        }
        setAccessibleRole(AccessibleRole.BUTTON);
    }

    void show(Chip chip, Conditions.Place at) {
        place = at;
        if (chip.ebpf() != getChildren().contains(dot)) {
            if (chip.ebpf()) {
                getChildren().addFirst(dot);
            } else {
                getChildren().remove(dot);
            }
        }
        subject.setText(chip.subject());
        operator.setText(chip.operator());
        operator.setVisible(!chip.operator().isEmpty());
        value.setText(chip.value());
        value.setVisible(!chip.value().isEmpty());
        pseudoClassStateChanged(EBPF, chip.ebpf());
        setAccessibleText(chip.text());
    }

    void cursor(boolean here) {
        pseudoClassStateChanged(CURSOR, here);
    }

    /** Which of the rule's conditions it is. */
    Conditions.Place place() {
        return place;
    }

    /** The chip of a row that is at this point of the scene. */
    static Optional<ChipNode> at(Node row, double sceneX, double sceneY) {
        return row.lookupAll(".chip").stream()
                .filter(node -> node instanceof ChipNode
                        && node.isVisible()
                        && node.getParent().isVisible())
                .map(ChipNode.class::cast)
                .filter(node -> node.localToScene(node.getBoundsInLocal()).contains(sceneX, sceneY))
                .findFirst();
    }

    /** The chip of a row that stands for this condition. */
    static Optional<ChipNode> of(Node row, Conditions.Place place) {
        return row.lookupAll(".chip").stream()
                .filter(node -> node instanceof ChipNode
                        && node.isVisible()
                        && node.getParent().isVisible())
                .map(ChipNode.class::cast)
                .filter(node -> node.place.equals(place))
                .findFirst();
    }
}
