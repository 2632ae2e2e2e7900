package org.firewright.ui.rules;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.expression.Vocabulary;

/**
 * Makes every form of a chip's editor once where nobody sees it, and not on the JavaFX thread: what belongs to no window
 * may be made on any. Its classes are loaded and its styles are known by then, and the first editor opens as soon as
 * every other.
 */
public final class Rehearsal {
    /** One condition for each form. */
    private static final List<String> CONDITIONS =
            List.of("tcp.dstport == 80", "ip.proto == \"tcp\"", "tcp.flags.syn", "rate(ip.src, 1, 1)", "ip.frag");

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private Rehearsal() {}

    /** Does so unless it was done before in this process. */
    public static void once(List<String> stylesheets) {
        if (DONE.compareAndSet(false, true)) {
            CONDITIONS.forEach(when -> {
                if (Expressions.parse(when) instanceof Parsed.Valid(Expression condition)) {
                    make(when, condition, stylesheets);
                }
            });
        }
    }

    private static void make(String when, Expression condition, List<String> stylesheets) {
        ChipForm form = ChipForms.of(when, new Conditions.Place(0, 0), condition, Vocabulary.NONE);
        VBox content = ChipEditor.content(form);
        Scene scene = new Scene(content);
        scene.getStylesheets().setAll(stylesheets);
        content.applyCss();
        content.layout();
    }
}
