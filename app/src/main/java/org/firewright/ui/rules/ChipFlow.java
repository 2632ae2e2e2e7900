package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.StyleClasses;

/** The chips of a rule with the words between them, in lines; a chip and the word behind it stay together. */
final class ChipFlow extends Region {
    private static final double BETWEEN = 8;
    private static final double INSIDE = 6;
    private static final double LINES = 6;

    private final Supplier<ChipNode> maker;
    private final List<Part> parts = new ArrayList<>();
    private Text every;
    private Node last;
    private int used;
    private double wrap = Double.MAX_VALUE;

    /** What stands together. */
    private static final class Part {
        private final ChipNode chip;
        private final Text open = new Text("(");
        private final Text close = new Text(")");
        private final Text joint = new Text();
        private boolean opens;
        private boolean closes;

        Part(ChipNode chip) {
            this.chip = chip;
            for (Text text : List.of(open, close, joint)) {
                text.setManaged(false);
            }
            open.getStyleClass().add("group-sign");
            close.getStyleClass().add("group-sign");
        }

        List<Node> nodes() {
            List<Node> nodes = new ArrayList<>(4);
            if (opens) {
                nodes.add(open);
            }
            nodes.add(chip);
            if (closes) {
                nodes.add(close);
            }
            if (!joint.getText().isEmpty()) {
                nodes.add(joint);
            }
            return nodes;
        }
    }

    /** Makes an empty one, which makes a chip wherever it needs one more. */
    ChipFlow(Supplier<ChipNode> maker) {
        this.maker = maker;
        getStyleClass().add("chips");
    }

    /** The chips that are shown. */
    List<ChipNode> chips() {
        return parts.subList(0, used).stream().map(part -> part.chip).toList();
    }

    /** How long a line may be. */
    void wrapAt(double width) {
        if (wrap != width) {
            wrap = width;
            requestLayout();
        }
    }

    /** Shows something behind the chips; null for nothing. */
    void last(Node node) {
        if (!Objects.equals(last, node)) {
            getChildren().remove(last);
            last = node;
            if (node != null) {
                getChildren().add(node);
            }
        }
    }

    /** Shows these: all blocks must hold, of each at least one alternative. */
    void show(List<List<Chip>> blocks) {
        used = 0;
        for (int block = 0; block < blocks.size(); block++) {
            List<Chip> alternatives = blocks.get(block);
            boolean grouped = alternatives.size() > 1 && blocks.size() > 1;
            for (int i = 0; i < alternatives.size(); i++) {
                boolean end = i == alternatives.size() - 1;
                Part part = part(used++);
                part.chip.setVisible(true);
                part.chip.show(alternatives.get(i), new Conditions.Place(block, i));
                part.opens = grouped && i == 0;
                part.closes = grouped && end;
                String joint = !end ? Texts.text("chip.or") : block < blocks.size() - 1 ? Texts.text("chip.and") : "";
                part.joint.setText(joint);
                StyleClasses.set(part.joint, end ? "and" : "or");
                there(part.open, part.opens);
                there(part.close, part.closes);
                there(part.joint, !joint.isEmpty());
            }
        }
        for (Part part : parts.subList(used, parts.size())) {
            part.chip.setVisible(false);
            there(part.open, false);
            there(part.close, false);
            there(part.joint, false);
        }
        showEvery(blocks.isEmpty());
        requestLayout();
    }

    private void showEvery(boolean wanted) {
        if (wanted && every == null) {
            every = new Text(Texts.text("chip.every"));
            every.getStyleClass().add("every");
            every.setManaged(false);
            getChildren().addFirst(every);
        }
        if (every != null) {
            every.setVisible(wanted);
        }
    }

    private Part part(int index) {
        if (index == parts.size()) {
            Part made = new Part(maker.get());
            parts.add(made);
            getChildren()
                    .add(last == null ? getChildren().size() : getChildren().indexOf(last), made.chip);
        }
        return parts.get(index);
    }

    /** Few chips stand in brackets, so these are only there once they do. */
    private void there(Text text, boolean wanted) {
        if (wanted && text.getParent() == null) {
            getChildren().add(text);
        }
        text.setVisible(wanted);
    }

    private List<List<Node>> groups() {
        List<List<Node>> groups = new ArrayList<>();
        if (every != null && every.isVisible()) {
            groups.add(List.of(every));
        }
        parts.subList(0, used).forEach(part -> groups.add(part.nodes()));
        if (last != null) {
            groups.add(List.of(last));
        }
        return groups;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return flow(wrap, false, 0).width;
    }

    @Override
    protected double computePrefHeight(double width) {
        return flow(width < 0 || wrap == Double.MAX_VALUE ? wrap : width + 0.5, false, 0).height;
    }

    @Override
    protected void layoutChildren() {
        double room = wrap == Double.MAX_VALUE ? wrap : Math.min(wrap, getWidth() + 0.5);
        double spare = getHeight() - flow(room, false, 0).height;
        flow(room, true, snapPositionY(Math.max(0, spare / 2)));
    }

    private record Size(double width, double height) {}

    /** Goes through the lines, and puts everything where it belongs if asked to. */
    private Size flow(double room, boolean place, double top) {
        double x = 0;
        double y = top;
        double widest = 0;
        double line = 0;
        for (List<Node> group : groups()) {
            double wanted = width(group, room);
            if (x > 0 && x + BETWEEN + wanted > room) {
                x = 0;
                y += line + LINES;
                line = 0;
            }
            double at = x > 0 ? x + BETWEEN : 0;
            double high = 0;
            for (Node node : group) {
                high = Math.max(high, height(node));
            }
            if (place) {
                place(group, at, y, high, room);
            }
            x = at + wanted;
            line = Math.max(line, high);
            widest = Math.max(widest, x);
        }
        return new Size(widest, y + line - top);
    }

    private void place(List<Node> group, double from, double y, double high, double room) {
        double others = width(group, Double.MAX_VALUE);
        double over = Math.max(0, others - room);
        double x = from;
        for (Node node : group) {
            double width = width(node) - (node instanceof ChipNode ? over : 0);
            if (node.isResizable()) {
                node.resize(width, snapSizeY(node.prefHeight(-1)));
            }
            node.relocate(x, y + snapPositionY((high - height(node)) / 2));
            x += width + INSIDE;
        }
    }

    private double width(List<Node> group, double most) {
        double width = INSIDE * (group.size() - 1);
        for (Node node : group) {
            width += width(node);
        }
        return Math.min(width, most);
    }

    private double width(Node node) {
        return snapSizeX(node.prefWidth(-1));
    }

    private double height(Node node) {
        return snapSizeY(node.prefHeight(-1));
    }
}
