package org.firewright.ui.rules;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * A chip on the screen. It is filled anew rather than made anew when rows are reused. A screen of rules has hundreds of
 * these, so it consists of texts alone and places them by itself.
 */
final class ChipNode extends Region {
    private static final PseudoClass EBPF = PseudoClass.getPseudoClass("ebpf");
    private static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");
    private static final double GAP = 5;
    private static final String DOTS = "…";

    private final Text subject = text("subject");
    private final Text operator = text("operator");
    private final Text value = text("value");
    private Region dot;
    private String whole = "";
    private Conditions.Place place = new Conditions.Place(0, 0);

    ChipNode() {
        getStyleClass().add("chip");
        value.getStyleClass().add("mono");
        getChildren().addAll(subject, operator, value);
        // They do not ask for layout themselves, or one would be asked for with every word.
        subject.fontProperty().addListener(observable -> requestLayout());
        setAccessibleRole(AccessibleRole.BUTTON);
    }

    private static Text text(String styleClass) {
        Text text = new Text();
        text.getStyleClass().add(styleClass);
        text.setManaged(false);
        return text;
    }

    void show(Chip chip, Conditions.Place at) {
        place = at;
        if (chip.ebpf() && dot == null) {
            dot = new Region();
            dot.getStyleClass().add("violet");
            dot.setManaged(false);
            getChildren().addFirst(dot);
        }
        if (dot != null) {
            dot.setVisible(chip.ebpf());
        }
        subject.setText(chip.subject());
        operator.setText(chip.operator());
        whole = chip.value();
        value.setText(whole);
        pseudoClassStateChanged(EBPF, chip.ebpf());
        setAccessibleText(chip.text());
        requestLayout();
    }

    void cursor(boolean here) {
        pseudoClassStateChanged(CURSOR, here);
    }

    /** Which of the rule's conditions it is. */
    Conditions.Place place() {
        return place;
    }

    @Override
    public Orientation getContentBias() {
        return null;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        String shown = value.getText();
        value.setText(whole);
        double width = snappedLeftInset() + snappedRightInset() - GAP;
        for (Node part : getChildren()) {
            width += isShown(part) ? width(part) + GAP : 0;
        }
        value.setText(shown); // which may be cut
        return width;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset()
                + snappedBottomInset()
                + snapSizeY(Math.max(
                        subject.getLayoutBounds().getHeight(),
                        value.getLayoutBounds().getHeight()));
    }

    @Override
    protected void layoutChildren() {
        double over = prefWidth(-1) - getWidth();
        value.setText(whole);
        if (over >= 1) {
            cut(width(value) - over);
        }
        double x = snappedLeftInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        for (Node part : getChildren()) {
            if (isShown(part)) {
                if (part.isResizable()) {
                    part.autosize();
                }
                double own = part.getLayoutBounds().getHeight();
                part.relocate(x, snappedTopInset() + snapPositionY((height - own) / 2));
                x += width(part) + GAP;
            }
        }
    }

    /** Only values may end in dots, where the chip has less room than it wants. */
    private void cut(double room) {
        int length = whole.length();
        while (length > 0 && width(value) > room) {
            length = Math.min(length - 1, (int) (length * Math.max(0, room) / width(value)) + 1);
            value.setText(whole.substring(0, length) + DOTS);
        }
    }

    private double width(Node part) {
        return snapSizeX(
                part.isResizable() ? part.minWidth(-1) : part.getLayoutBounds().getWidth());
    }

    private static boolean isShown(Node part) {
        return part.isVisible() && !(part instanceof Text text && text.getText().isEmpty());
    }

    /** The chip of a row that is at this point of the scene. */
    static Optional<ChipNode> at(Node row, double sceneX, double sceneY) {
        return shown(row)
                .filter(node -> node.localToScene(node.getBoundsInLocal()).contains(sceneX, sceneY))
                .findFirst();
    }

    /** The chip of a row that stands for this condition. */
    static Optional<ChipNode> of(Node row, Conditions.Place place) {
        return shown(row).filter(node -> node.place.equals(place)).findFirst();
    }

    private static Stream<ChipNode> shown(Node row) {
        return row.lookupAll(".chip").stream()
                .filter(ChipNode.class::isInstance)
                .map(ChipNode.class::cast)
                .filter(node -> node.isVisible() && node.getParent().isVisible());
    }
}
