package org.firewright.ui.lists;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.DropShade;

/** What happens when a file, an address or text from outside is dragged over the Lists place. */
final class ListDrop {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop-over");

    private final DropShade shade;
    private final Taker taker;
    private TableRow<?> lit;

    /** Gets what was dropped. */
    interface Taker {
        /**
         * Takes it.
         *
         * @param sources at least one
         * @param list in whose row a single one was dropped; empty where in none
         */
        void take(List<ImportSource> sources, Optional<ListEntry> list);
    }

    /**
     * Listens.
     *
     * @param shade says what a drop would do
     */
    ListDrop(Node place, DropShade shade, Taker taker) {
        this.shade = shade;
        this.taker = taker;
        place.addEventHandler(DragEvent.DRAG_OVER, this::over);
        place.addEventHandler(DragEvent.DRAG_EXITED, event -> {
            shade.hide();
            light(null);
        });
        place.addEventHandler(DragEvent.DRAG_DROPPED, this::drop);
    }

    private void over(DragEvent event) {
        List<ImportSource> sources = brought(event.getDragboard());
        if (sources.isEmpty()) {
            return;
        }
        event.acceptTransferModes(TransferMode.COPY);
        Optional<TableRow<?>> row = sources.size() > 1 ? Optional.empty() : row(event);
        light(row.filter(each -> each.getItem() instanceof ListEntry).orElse(null));
        shade.say(
                sources.size() > 1
                        ? Texts.text("lists.drop.several", sources.size())
                        : under(event)
                                .map(list -> Texts.text("lists.drop.replace", list.name()))
                                .orElse(Texts.text("lists.drop.add")),
                true);
        event.consume();
    }

    /** Lights the row up that a drop would be for; none for null. */
    private void light(TableRow<?> row) {
        if (lit != null && !lit.equals(row)) {
            lit.pseudoClassStateChanged(OVER, false);
        }
        if (row != null) {
            row.pseudoClassStateChanged(OVER, true);
        }
        lit = row;
    }

    private void drop(DragEvent event) {
        shade.hide();
        light(null);
        List<ImportSource> sources = brought(event.getDragboard());
        if (!sources.isEmpty()) {
            taker.take(sources, sources.size() > 1 ? Optional.empty() : under(event));
        }
        event.setDropCompleted(!sources.isEmpty());
        event.consume();
    }

    /** What a drag from outside brings; nothing for drags of our own, which are about rules and lists. */
    private static List<ImportSource> brought(Dragboard board) {
        if (board.hasFiles()) {
            return board.getFiles().stream()
                    .<ImportSource>map(file -> new ImportSource.OfFile(file.toPath()))
                    .toList();
        }
        Optional<URI> url = board.hasUrl() ? WebAddress.of(board.getUrl()) : Optional.empty();
        if (url.isPresent()) {
            return List.of(new ImportSource.OfUrl(url.get()));
        }
        return board.hasString() && board.getContentTypes().size() <= 1
                ? List.of(new ImportSource.OfText(board.getString()))
                : List.of();
    }

    /** The list in whose row the pointer is. */
    private static Optional<ListEntry> under(DragEvent event) {
        return row(event)
                .map(TableRow::getItem)
                .filter(ListEntry.class::isInstance)
                .map(ListEntry.class::cast);
    }

    private static Optional<TableRow<?>> row(DragEvent event) {
        Node node = event.getPickResult().getIntersectedNode();
        while (node != null && !(node instanceof TableRow<?>)) {
            node = node.getParent();
        }
        return node instanceof TableRow<?> row ? Optional.of(row) : Optional.empty();
    }
}
