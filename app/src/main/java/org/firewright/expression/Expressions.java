package org.firewright.expression;

import java.util.List;
import java.util.Map;

/** Reading and writing expressions. */
public final class Expressions {
    /** The longest text that is read, in characters. */
    public static final int MAX_LENGTH = 4_096;

    /** The deepest nesting of parentheses and negations that is read. */
    public static final int MAX_DEPTH = 128;

    private Expressions() {}

    /** Reads a text and checks its types; nothing is thrown, whatever the text is. */
    public static Parsed parse(String text) {
        if (text.length() > MAX_LENGTH) {
            Span behind = new Span(MAX_LENGTH, text.length() - MAX_LENGTH, 1, MAX_LENGTH + 1);
            return new Parsed.Invalid(List.of(new ExpressionError(
                    behind,
                    "The expression has " + text.length() + " characters, and at most " + MAX_LENGTH + " are read.",
                    "Put addresses into a list, or split the rule.")));
        }
        return Parser.parse(Lexer.tokens(text));
    }

    /**
     * Reads a text and puts values in the place of its variables; all else is as without.
     *
     * @param variables by name without the at sign: what could stand there, in a set also several with blanks between
     */
    public static Parsed parse(String text, Map<String, String> variables) {
        return parse(text) instanceof Parsed.Valid(Expression expression)
                ? Variables.resolve(expression, variables)
                : parse(text);
    }

    /** Names of the variables of an expression, in their order, without the at sign. */
    public static List<String> variables(Expression expression) {
        return Variables.names(expression);
    }

    /** Whether a variable can have this name. */
    public static boolean isVariable(String name) {
        return name.matches("[a-z][a-z0-9_]{0,63}");
    }

    /** The pieces of a text, to colour and complete it; the last one is the end. */
    public static List<Token> tokens(String text) {
        return List.copyOf(Lexer.tokens(text));
    }

    /** The expression in the usual spelling; reads as the same tree, and prints as the same text again. */
    public static String print(Expression expression) {
        return Printer.print(expression);
    }

    /**
     * The expression with as much as can be of how a person wrote an earlier one: line breaks, spellings and
     * parentheses of all parts that have stayed. The same expression comes back as it was.
     *
     * @param before the earlier text; need not be an expression
     */
    public static String print(Expression expression, String before) {
        return Layout.print(expression, before);
    }

    /** The tree as text in which nothing is left to precedence: {@code (or (== tcp.dstport 22) (not sip))}. */
    public static String tree(Expression expression) {
        return Trees.text(expression);
    }

    /** A value of the packet in the usual spelling. */
    public static String print(Operand operand) {
        return Printer.print(operand);
    }

    /** A value in the usual spelling. */
    public static String print(Value value) {
        return Printer.print(value);
    }
}
