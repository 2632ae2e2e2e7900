package org.firewright.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Recursive descent over tokens: or, xor, and, not, condition; each level knows only the next. After a fault it goes
 * on behind the next and, or, xor or closing parenthesis, so that one typing error does not hide another.
 */
final class Parser {
    /** Nobody reads more. */
    private static final int MAX_ERRORS = 100;

    private final TokenReader tokens;
    private final ConditionParser conditions;
    private final List<ExpressionError> errors = new ArrayList<>();
    private Expectation atEnd = new Expectation.Joint(false);
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = new TokenReader(tokens);
        this.conditions = new ConditionParser(this.tokens, this::report);
    }

    static Parsed parse(List<Token> tokens) {
        Parser parser = new Parser(tokens);
        Expression expression = parser.whole();
        return parser.errors.isEmpty() ? new Parsed.Valid(expression) : new Parsed.Invalid(parser.errors);
    }

    /** What could stand behind the last token. */
    static Expectation atEnd(List<Token> tokens) {
        Parser parser = new Parser(tokens);
        parser.whole();
        return parser.atEnd;
    }

    private Expression whole() {
        Expression expression = combination(Logic.OR);
        while (tokens.peek().kind() != Token.Kind.END) {
            Token found = tokens.peek();
            report(SyntaxFault.expected("and, or, xor, or the end", found, behindRemedy(found)));
            skip(0);
            // Whatever closes nothing is told once and left behind.
            if (tokens.peek().is(")")) {
                tokens.next();
            } else if (tokens.peek().kind() != Token.Kind.END) {
                tokens.next();
                combination(Logic.OR);
            }
        }
        return expression;
    }

    private static String behindRemedy(Token found) {
        String lower = found.text().toLowerCase(Locale.ROOT);
        boolean shouted = List.of("and", "or", "xor").contains(lower);
        if (shouted) {
            return "Write " + lower + " in small letters.";
        }
        if (found.text().startsWith("/") || found.text().equals("-")) {
            return "An expression has no comments: write it into the rule's note.";
        }
        if (Relation.of(found.text()).isPresent() && found.kind() != Token.Kind.TEXT) {
            return "A condition has one operator; & by itself is true when one of the bits is set.";
        }
        return Field.of(found.text()).isPresent() ? "Write and or or between two conditions." : "";
    }

    /** A combination by this operator, or what binds tighter; null only after a reported fault. */
    private Expression combination(Logic logic) {
        List<Expression> parts = new ArrayList<>();
        Token first = tokens.peek();
        add(parts, logic, part(logic));
        while (logic.isSpelled(tokens.peek())) {
            tokens.next();
            add(parts, logic, part(logic));
        }
        if (parts.isEmpty()) {
            return null;
        }
        return parts.size() == 1
                ? parts.getFirst()
                : new Expression.Combination(
                        logic, parts, first.span().to(tokens.last().span()));
    }

    private Expression part(Logic logic) {
        return switch (logic) {
            case OR -> combination(Logic.XOR);
            case XOR -> combination(Logic.AND);
            case AND -> negation();
        };
    }

    private static void add(List<Expression> parts, Logic logic, Expression part) {
        if (part instanceof Expression.Combination inner && inner.logic() == logic) {
            parts.addAll(inner.parts()); // parentheses around the same operator mean nothing
        } else if (part != null) {
            parts.add(part);
        }
    }

    private Expression negation() {
        Token first = tokens.peek();
        int start = tokens.position();
        boolean nests = first.is("not") || first.is("!") || first.is("(");
        if (nests && ++depth > Expressions.MAX_DEPTH) {
            report(new SyntaxFault(
                    first.span(), "More than " + Expressions.MAX_DEPTH + " levels are nested here.", ""));
            tokens.skipToEnd();
            return null;
        }
        try {
            if (!nests) {
                return conditions.condition();
            }
            tokens.next();
            return first.is("(") ? parenthesised(first) : negated(first);
        } catch (SyntaxFault e) {
            report(e);
            skip(tokens.openSince(start));
            return null;
        } finally {
            depth -= nests ? 1 : 0;
        }
    }

    private Expression negated(Token first) {
        Expression inner = negation();
        return inner == null
                ? null
                : new Expression.Not(inner, first.span().to(tokens.last().span()));
    }

    private Expression parenthesised(Token first) throws SyntaxFault {
        Expression inner = combination(Logic.OR);
        Token close = tokens.peek();
        if (inner == null && close.kind() == Token.Kind.END) {
            return null; // what went wrong inside has taken the closing parenthesis along
        }
        if (!close.is(")")) {
            throw SyntaxFault.expected(
                            "and, or, xor, or )",
                            close,
                            close.kind() == Token.Kind.END
                                    ? "The parenthesis at " + first.span().line() + ":"
                                            + first.span().column() + " is not closed."
                                    : behindRemedy(close))
                    .wanting(new Expectation.Joint(true));
        }
        tokens.next();
        return inner;
    }

    private void report(SyntaxFault fault) {
        if (fault.error().span().offset() >= tokens.end().span().offset()) {
            fault.expectation().ifPresent(expectation -> atEnd = expectation);
        }
        boolean told = !errors.isEmpty()
                && errors.getLast().span().offset() == fault.error().span().offset();
        if (errors.size() < MAX_ERRORS && !told) {
            errors.add(fault.error());
        }
    }

    /** Goes to the next operator or closing parenthesis that belongs to an outer level. */
    private void skip(int openNow) {
        int open = openNow;
        while (tokens.peek().kind() != Token.Kind.END) {
            Token token = tokens.peek();
            boolean operator = Arrays.stream(Logic.values()).anyMatch(logic -> logic.isSpelled(token));
            if (open <= 0 && (operator || token.is(")"))) {
                return;
            }
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            tokens.next();
        }
    }
}
