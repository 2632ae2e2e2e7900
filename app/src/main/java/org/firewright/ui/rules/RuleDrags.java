package org.firewright.ui.rules;

import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.DragEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Drops onto the table of rules: the upper and the lower quarter of a row are gaps, the middle is the rule, a chip is
 * itself. Near the table's edges it scrolls.
 */
final class RuleDrags {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-over");
    private static final double EDGE = 40;
    private static final double PIXELS_A_PULSE = 0.35;

    private final Pane area;
    private final TableView<RuleRow> table;
    private final RulesModel model;
    private final Region line = new Region();
    private final AnimationTimer scroller = new AnimationTimer() {
        @Override
        public void handle(long now) {
            scroll();
        }
    };
    private Optional<Node> marked = Optional.empty();
    private Point2D at = Point2D.ZERO;

    /**
     * Begins to watch.
     *
     * @param area holds the table and what is below it; the insertion line is added to it, unmanaged
     */
    RuleDrags(Pane area, TableView<RuleRow> table, RulesModel model) {
        this.area = area;
        this.table = table;
        this.model = model;
        line.getStyleClass().add("insertion-line");
        line.setManaged(false);
        line.setMouseTransparent(true);
        line.setVisible(false);
        area.getChildren().add(line);
        area.addEventHandler(DragEvent.DRAG_OVER, this::over);
        area.addEventHandler(DragEvent.DRAG_EXITED, event -> clear());
        area.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    private void over(DragEvent event) {
        Optional<Carried> carried = Drags.carried(event);
        if (carried.isEmpty()) {
            return;
        }
        at = new Point2D(event.getSceneX(), event.getSceneY());
        Spot spot = locate(carried.get());
        DropPlan plan = model.plan(carried.get(), spot.place, Drags.isCopy(event));
        mark(spot, plan instanceof DropPlan.Change);
        Drags.tell(area, event, plan);
        scroller.start();
    }

    private void dropped(DragEvent event) {
        Drags.carried(event).ifPresent(carried -> {
            at = new Point2D(event.getSceneX(), event.getSceneY());
            DropPlan plan = model.plan(carried, locate(carried).place, Drags.isCopy(event));
            clear();
            model.apply(plan);
            event.setDropCompleted(plan instanceof DropPlan.Change);
            event.consume();
        });
    }

    /** Where the pointer is: what a drop there is on, the node to mark, or the height of the line. */
    private record Spot(DropPlace place, Optional<Node> node, double lineY) {}

    private Spot locate(Carried carried) {
        Optional<IndexedCell<?>> found = rowAt(at.getY());
        if (found.isEmpty()) {
            return end();
        }
        IndexedCell<?> cell = found.get();
        RuleRow row = (RuleRow) cell.getItem();
        Bounds bounds = cell.localToScene(cell.getBoundsInLocal());
        double part = (at.getY() - bounds.getMinY()) / bounds.getHeight();
        if (carried instanceof Carried.Rules) {
            return part < 0.5 ? gap(row.index(), bounds.getMinY()) : gap(row.index() + 1, bounds.getMaxY());
        }
        Optional<ChipNode> chip = ChipNode.at(cell, at.getX(), at.getY());
        if (chip.isPresent() && !ofWholeRule(carried)) {
            Conditions.Place place = chip.get().place();
            return new Spot(
                    new DropPlace.OnChip(row.index(), place.block(), place.alternative()),
                    chip.map(Node.class::cast),
                    0);
        }
        return part < 0.25
                ? gap(row.index(), bounds.getMinY())
                : part > 0.75
                        ? gap(row.index() + 1, bounds.getMaxY())
                        : new Spot(new DropPlace.OnRule(row.index()), Optional.of(cell), 0);
    }

    private Spot end() {
        Bounds header = table.localToScene(table.getBoundsInLocal());
        double y = flow().map(VirtualFlow::getLastVisibleCell)
                .map(last -> last.localToScene(last.getBoundsInLocal()).getMaxY())
                .orElse(header.getMinY() + EDGE);
        RuleRow last = table.getItems().isEmpty() ? null : table.getItems().getLast();
        return gap(last == null ? model.table().rows().size() : last.index() + 1, y);
    }

    private static Spot gap(int index, double sceneY) {
        return new Spot(new DropPlace.Gap(index), Optional.empty(), sceneY);
    }

    private Optional<IndexedCell<?>> rowAt(double sceneY) {
        Optional<VirtualFlow<?>> flow = flow();
        if (flow.isEmpty() || flow.get().getFirstVisibleCell() == null) {
            return Optional.empty();
        }
        int first = flow.get().getFirstVisibleCell().getIndex();
        int last = flow.get().getLastVisibleCell().getIndex();
        for (int i = first; i <= last; i++) {
            IndexedCell<?> cell = flow.get().getVisibleCell(i);
            Bounds bounds = cell == null ? null : cell.localToScene(cell.getBoundsInLocal());
            if (bounds != null
                    && cell.getItem() instanceof RuleRow
                    && bounds.getMinY() <= sceneY
                    && sceneY < bounds.getMaxY()) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }

    private Optional<VirtualFlow<?>> flow() {
        return Optional.ofNullable((VirtualFlow<?>) table.lookup(".virtual-flow"));
    }

    private void mark(Spot spot, boolean sensible) {
        // A mark that goes and comes again with every movement would have its row styled each time.
        if (!spot.node.equals(marked)) {
            unmark();
        }
        marked = spot.node;
        marked.ifPresent(node -> node.pseudoClassStateChanged(OVER, sensible));
        boolean shown = spot.node.isEmpty() && sensible;
        line.setVisible(shown);
        if (shown) {
            double y = area.sceneToLocal(0, spot.lineY).getY();
            line.resizeRelocate(10, Math.clamp(y - 4, 0, area.getHeight() - 8), table.getWidth() - 24, 8);
            line.toFront();
        }
    }

    private void unmark() {
        marked.ifPresent(node -> node.pseudoClassStateChanged(OVER, false));
        marked = Optional.empty();
    }

    private void clear() {
        scroller.stop();
        unmark();
        line.setVisible(false);
        if (area.getScene() != null) {
            Ghost.of(area.getScene()).say("", true);
        }
    }

    private void scroll() {
        flow().ifPresent(flow -> {
            Bounds bounds = flow.localToScene(flow.getBoundsInLocal());
            double above = bounds.getMinY() + EDGE - at.getY();
            double below = at.getY() - (bounds.getMaxY() - EDGE);
            double by = below > 0 ? Math.min(below, EDGE) : above > 0 ? -Math.min(above, EDGE) : 0;
            if (by != 0) {
                unmark();
                line.setVisible(false);
                flow.scrollPixels(by * PIXELS_A_PULSE);
            }
        });
    }

    private static boolean ofWholeRule(Carried carried) {
        return carried instanceof Carried.OfAction
                || carried instanceof Carried.OfLimit
                || carried instanceof Carried.OfJump;
    }
}
