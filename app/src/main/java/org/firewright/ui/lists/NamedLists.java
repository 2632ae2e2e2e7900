package org.firewright.ui.lists;

import java.util.List;
import org.firewright.expression.Expressions;
import org.firewright.expression.Span;
import org.firewright.expression.Token;

/** Where an expression names a list; works on its pieces, so that text with an error is searched as well. */
final class NamedLists {
    private NamedLists() {}

    /** Where the text names this list, with the dollar sign, in order. */
    static List<Span> spans(String text, String list) {
        return Expressions.tokens(text).stream()
                .filter(token -> token.kind() == Token.Kind.LIST && token.text().equals("$" + list))
                .map(Token::span)
                .toList();
    }

    /** The text with every mention of one list become a mention of the other. */
    static String renamed(String text, String list, String other) {
        StringBuilder result = new StringBuilder(text);
        for (Span span : spans(text, list).reversed()) {
            result.replace(span.offset(), span.end(), "$" + other);
        }
        return result.toString();
    }
}
