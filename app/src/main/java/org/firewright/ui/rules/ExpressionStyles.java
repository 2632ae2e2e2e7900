package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.firewright.expression.Highlight;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Colours of texts, as style classes of their characters. */
final class ExpressionStyles {
    private ExpressionStyles() {}

    /** Part of a text that is wrong; length 0 at the end of it. */
    record Wrong(int offset, int length) {}

    /** An expression, with what is wrong underlined. */
    static StyleSpans<Collection<String>> expression(String text, List<Wrong> wrong) {
        List<List<String>> classes = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            classes.add(List.of());
        }
        for (Highlight piece : Highlight.of(text)) {
            String name = "word-" + piece.kind().name().toLowerCase(Locale.ROOT);
            for (int i = piece.span().offset(); i < piece.span().end(); i++) {
                classes.set(i, List.of(name));
            }
        }
        for (Wrong each : wrong) {
            // What is missing at the end is shown below the last character.
            int from = each.offset() >= text.length() ? Math.max(0, text.length() - 1) : each.offset();
            int to = Math.min(text.length(), Math.max(from + 1, each.offset() + each.length()));
            for (int i = from; i < to; i++) {
                List<String> both = new ArrayList<>(classes.get(i));
                both.add("wrong");
                classes.set(i, List.copyOf(both));
            }
        }
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || !classes.get(i).equals(classes.get(start))) {
                spans.add(classes.get(start), i - start);
                start = i;
            }
        }
        if (text.isEmpty()) {
            spans.add(List.of(), 0);
        }
        return spans.create();
    }
}
