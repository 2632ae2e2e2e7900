package org.firewright.ui.rules;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.firewright.ui.Texts;

/** How things are dragged in this window: one format, one ghost, and places that say what a drop will do. */
public final class Drags {
    private static final DataFormat FORMAT = new DataFormat("application/x-firewright-carried");
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-over");

    /** So far beside the pointer that it is on no screen; window systems keep places in 16 bits. */
    private static final double OUT_OF_SIGHT = 16_000;

    private Drags() {}

    /** The node can be dragged, as what it stands for at that moment. With Ctrl held it is copied, else moved. */
    public static void from(Node node, Supplier<Optional<Carried>> carried) {
        ObjectProperty<Ghost> ghost = new SimpleObjectProperty<>();
        node.addEventHandler(
                MouseEvent.DRAG_DETECTED,
                event -> carried.get().ifPresent(what -> {
                    boolean copy = event.isControlDown() || !movable(what);
                    Dragboard board = node.startDragAndDrop(copy ? TransferMode.COPY : TransferMode.MOVE);
                    Map<DataFormat, Object> content = new HashMap<>();
                    content.put(FORMAT, what);
                    board.setContent(content);
                    hideIcon(board);
                    ghost.set(Ghost.of(node.getScene()));
                    ghost.get().show(words(what), event.getSceneX(), event.getSceneY());
                    event.consume();
                }));
        node.addEventHandler(DragEvent.DRAG_DONE, event -> {
            // The node itself may be gone from the window by now.
            if (ghost.get() != null) {
                ghost.get().hide();
            }
        });
    }

    /**
     * The window system shows an icon at the pointer unless it is given another one. We have the ghost, and an icon that
     * moves over the window makes JavaFX draw the window as a whole with every movement.
     */
    private static void hideIcon(Dragboard board) {
        board.setDragView(new WritableImage(1, 1), OUT_OF_SIGHT, OUT_OF_SIGHT);
    }

    /** The node stands for a place where things can be dropped; empty where it stands for none now. */
    public static void onto(Node node, RulesModel model, Supplier<Optional<DropPlace>> place) {
        node.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> carried(event)
                        .ifPresent(what -> place.get().ifPresent(at -> {
                            DropPlan plan = model.plan(what, at, isCopy(event));
                            node.pseudoClassStateChanged(OVER, plan instanceof DropPlan.Change);
                            tell(node, event, plan);
                        })));
        node.addEventHandler(DragEvent.DRAG_EXITED, event -> {
            node.pseudoClassStateChanged(OVER, false);
            Ghost.of(node.getScene()).say("", true);
        });
        node.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> carried(event)
                        .ifPresent(what -> place.get().ifPresent(at -> {
                            DropPlan plan = model.plan(what, at, isCopy(event));
                            model.apply(plan);
                            event.setDropCompleted(plan instanceof DropPlan.Change);
                            event.consume();
                        })));
    }

    /** Lets whoever drags know what a drop here will do; only what makes sense is accepted. */
    static void tell(Node node, DragEvent event, DropPlan plan) {
        if (plan instanceof DropPlan.Change) {
            event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
        }
        Ghost.of(node.getScene()).say(plan.words(), plan instanceof DropPlan.Change);
        event.consume();
    }

    /** What of ours is dragged. */
    static Optional<Carried> carried(DragEvent event) {
        return event.getDragboard().getContent(FORMAT) instanceof Carried carried
                ? Optional.of(carried)
                : Optional.empty();
    }

    static boolean isCopy(DragEvent event) {
        return !event.getDragboard().getTransferModes().contains(TransferMode.MOVE);
    }

    private static boolean movable(Carried what) {
        return what instanceof Carried.Rules || what instanceof Carried.Condition;
    }

    private static String words(Carried what) {
        return switch (what) {
            case Carried.Block(String label, String condition) ->
                Chip.of(Conditions.single(condition)).text();
            case Carried.OfAction(var action) ->
                Texts.text("action." + action.name().toLowerCase(Locale.ROOT));
            case Carried.OfLimit() -> Texts.text("block.limit");
            case Carried.OfJump() -> Texts.text("block.jump");
            case Carried.AddressList(String name) -> "$" + name;
            case Carried.Rules rules -> rules.label();
            case Carried.Condition condition ->
                Chip.of(Conditions.single(condition.condition())).text();
        };
    }
}
