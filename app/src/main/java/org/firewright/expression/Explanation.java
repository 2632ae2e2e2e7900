package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a word of a text means, for whoever points at it.
 *
 * @param span the word
 * @param title the word in its usual spelling
 * @param text one or more sentences
 */
public record Explanation(Span span, String title, String text) {
    /** What stands around the character at this offset; empty where there is nothing to tell. */
    public static Optional<Explanation> at(String text, int offset, Vocabulary vocabulary) {
        List<Token> tokens = Lexer.tokens(text);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.span().offset() <= offset && offset < token.span().end()) {
                return of(token, operandBefore(tokens, i), vocabulary);
            }
        }
        return Optional.empty();
    }

    private static Optional<Explanation> of(Token token, Optional<Field> operand, Vocabulary vocabulary) {
        String text = token.text();
        if (token.kind() == Token.Kind.INVALID) {
            return token.value().isEmpty() ? Optional.empty() : explained(token, text, token.value());
        }
        if (token.kind() == Token.Kind.LIST) {
            boolean known = vocabulary.lists().containsKey(token.value());
            String about = known ? vocabulary.lists().get(token.value()) : "There is no list of this name.";
            return explained(token, text, about.isEmpty() ? "A list of addresses." : about);
        }
        if (token.kind() == Token.Kind.VARIABLE) {
            return explained(token, text, "A variable: the policy gives it a value, and each target can give another.");
        }
        Optional<Explanation> value = operand.flatMap(field -> value(token, field, vocabulary));
        if (value.isPresent() || token.kind() == Token.Kind.TEXT) {
            return value;
        }
        Optional<Field> field = Field.of(text);
        if (field.isPresent()) {
            return explained(token, text, ofField(field.get()));
        }
        Optional<Function> function = Function.of(text);
        if (function.isPresent()) {
            return explained(
                    token,
                    function.get().form(),
                    sentence(function.get().meaning()) + " Example: "
                            + function.get().example());
        }
        return ofSign(token);
    }

    private static Optional<Explanation> ofSign(Token token) {
        Optional<Relation> relation = Relation.of(token.text());
        if (relation.isPresent()) {
            return explained(
                    token, relation.get().text(), sentence(relation.get().meaning()));
        }
        if (token.is("in")) {
            return explained(token, "in", "Is one of those in a set or list.");
        }
        if (token.is("not") || token.is("!")) {
            return explained(token, "not", "The opposite. Binds tighter than and, xor and or.");
        }
        return Arrays.stream(Logic.values())
                .filter(logic -> logic.isSpelled(token))
                .findFirst()
                .flatMap(logic -> explained(
                        token,
                        logic.word(),
                        switch (logic) {
                            case AND -> "Both hold. Binds tighter than xor and or.";
                            case XOR -> "An odd number of the conditions holds. Binds tighter than or.";
                            case OR -> "At least one holds. Binds weakest.";
                        }));
    }

    private static String ofField(Field field) {
        String operators = Arrays.stream(Relation.values())
                .filter(relation -> field.type().knows(relation))
                .map(Relation::text)
                .collect(Collectors.joining(" "));
        return sentence(field.meaning())
                + switch (field.type()) {
                    case FLAG -> " True or false, so it stands alone.";
                    case ADDRESS -> " An IP address. Operators: in " + operators;
                    case NUMBER -> " A number. Operators: in " + operators;
                    case TEXT -> " A text. Operators: in " + operators;
                };
    }

    private static Optional<Explanation> value(Token token, Field field, Vocabulary vocabulary) {
        Optional<Explanation> known = KnownValues.of(new Operand.OfField(field, token.span()), vocabulary).stream()
                .filter(value -> value.text().equals(token.text()))
                .findFirst()
                .flatMap(value -> explained(token, token.text(), sentence(value.meaning())));
        return known.isPresent() ? known : prefix(token);
    }

    private static Optional<Explanation> prefix(Token token) {
        if (token.kind() != Token.Kind.WORD || token.text().indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            AddressRange range = Literals.prefix(token);
            return explained(
                    token,
                    token.text(),
                    "From " + range.first().text() + " to " + range.last().text() + ".");
        } catch (SyntaxFault e) {
            return Optional.empty(); // the parser tells what is wrong with it
        }
    }

    /** The field that a value is compared with: the last one before it, with no other condition between. */
    private static Optional<Field> operandBefore(List<Token> tokens, int at) {
        for (int i = at - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.is("(")
                    || token.is(")")
                    || Arrays.stream(Logic.values()).anyMatch(logic -> logic.isSpelled(token))) {
                return Optional.empty();
            }
            Optional<Field> field = token.kind() == Token.Kind.WORD ? Field.of(token.text()) : Optional.empty();
            if (field.isPresent()) {
                return field;
            }
        }
        return Optional.empty();
    }

    private static Optional<Explanation> explained(Token token, String title, String text) {
        return Optional.of(new Explanation(token.span(), title, text));
    }

    private static String sentence(String meaning) {
        return meaning.isEmpty() ? "" : meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1) + ".";
    }
}
