package org.firewright.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints a changed expression into the text of an earlier one. What has stayed keeps its text, also when it has moved;
 * what stands between two parts that stay neighbours keeps its text too; all else is printed as usual.
 */
final class Layout {
    private final String before;
    private final List<Token> tokens;

    private Layout(String before, List<Token> tokens) {
        this.before = before;
        this.tokens = tokens;
    }

    static String print(Expression expression, String before) {
        if (!(Expressions.parse(before) instanceof Parsed.Valid(Expression old))) {
            return Printer.print(expression);
        }
        Layout layout = new Layout(before, Lexer.tokens(before));
        String text = layout.isSame(old, expression) ? before : layout.print(expression, old);
        // Whatever was kept, it has to say what the expression says.
        return Expressions.parse(text) instanceof Parsed.Valid(Expression read)
                        && Printer.print(read).equals(Printer.print(expression))
                ? text
                : Printer.print(expression);
    }

    private boolean isSame(Expression one, Expression other) {
        return Printer.print(one).equals(Printer.print(other));
    }

    private String print(Expression expression, Expression old) {
        if (isSame(old, expression)) {
            return text(old);
        }
        if (expression instanceof Expression.Combination now) {
            // A single condition that has become one of several keeps its text as well.
            List<Expression> parts = old instanceof Expression.Combination was && was.logic() == now.logic()
                    ? was.parts()
                    : List.of(old);
            return combination(now, parts);
        }
        if (old instanceof Expression.Combination was) {
            Optional<Expression> kept = was.parts().stream()
                    .filter(part -> isSame(part, expression))
                    .findFirst();
            return kept.map(this::text).orElseGet(() -> Printer.print(expression));
        }
        return Printer.print(expression);
    }

    private String combination(Expression.Combination now, List<Expression> old) {
        List<Integer> origins = origins(now.parts(), old);
        String usual = old.size() > 1 ? between(old, 0) : " " + now.logic().word() + " ";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < now.parts().size(); i++) {
            int origin = origins.get(i);
            if (i > 0) {
                int earlier = origins.get(i - 1);
                text.append(earlier >= 0 && origin == earlier + 1 ? between(old, earlier) : usual);
            }
            Expression part = now.parts().get(i);
            String printed = origin < 0 ? Printer.print(part) : print(part, old.get(origin));
            boolean looser = part instanceof Expression.Combination inner
                    && inner.logic().compareTo(now.logic()) >= 0;
            boolean enclosed = origin >= 0 && isSame(old.get(origin), part) && isEnclosed(old.get(origin));
            text.append(looser && !enclosed ? "(" + printed + ")" : printed);
        }
        return text.toString();
    }

    /** For each part the old one that it is or was: first those that are the same, then those in the same gap. */
    private List<Integer> origins(List<Expression> now, List<Expression> old) {
        List<Integer> origins = new ArrayList<>();
        boolean[] taken = new boolean[old.size()];
        for (Expression part : now) {
            int found = -1;
            for (int i = 0; i < old.size() && found < 0; i++) {
                found = !taken[i] && isSame(old.get(i), part) ? i : -1;
            }
            if (found >= 0) {
                taken[found] = true;
            }
            origins.add(found);
        }
        for (int i = 0; i < now.size(); i++) {
            int place = i == 0 ? 0 : origins.get(i - 1) + 1;
            boolean free = origins.get(i) < 0 && place < old.size() && !taken[place];
            if (free && (i == 0 || origins.get(i - 1) >= 0)) {
                taken[place] = true;
                origins.set(i, place);
            }
        }
        return origins;
    }

    /** The text of a part, with the parentheses that stand directly around it. */
    private String text(Expression part) {
        return before.substring(start(part), end(part));
    }

    /** What stands between a part and the next one; a blank, the operator and a blank where that is not plain. */
    private String between(List<Expression> parts, int index) {
        return before.substring(end(parts.get(index)), start(parts.get(index + 1)));
    }

    private boolean isEnclosed(Expression part) {
        return start(part) < part.span().offset();
    }

    private int start(Expression part) {
        return tokens.get(first(part) - pairs(part)).span().offset();
    }

    private int end(Expression part) {
        return tokens.get(last(part) + pairs(part)).span().end();
    }

    /** How many pairs of parentheses stand directly around the part. */
    private int pairs(Expression part) {
        int pairs = 0;
        while (first(part) - pairs > 0
                && tokens.get(first(part) - pairs - 1).is("(")
                && tokens.get(last(part) + pairs + 1).is(")")) {
            pairs++;
        }
        return pairs;
    }

    private int first(Expression part) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).span().offset() >= part.span().offset()) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private int last(Expression part) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).span().end() <= part.span().end()) {
                return i;
            }
        }
        return 0;
    }
}
