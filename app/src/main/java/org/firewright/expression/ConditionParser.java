package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A single condition: an operand with an operator and a value, a set or a list; a flag; or a call. */
final class ConditionParser {
    private static final int MAX_SLICE_BITS = 32;
    private static final int MAX_SLICE_OFFSET = 2_040;

    private final TokenReader tokens;
    private final SetParser sets;

    /** Tells faults that hide nothing behind them, as of one value among others, and goes on. */
    ConditionParser(TokenReader tokens, Consumer<SyntaxFault> faults) {
        this.tokens = tokens;
        this.sets = new SetParser(tokens, faults);
    }

    Expression condition() throws SyntaxFault {
        Token first = tokens.peek();
        if (first.is(Function.RATE.text())) {
            return rate();
        }
        Optional<Relation> function = Relation.of(first.text())
                .filter(relation -> relation == Relation.STARTS_WITH || relation == Relation.ENDS_WITH);
        if (function.isPresent()) {
            return call(function.get());
        }
        Operand operand = operand(new Expectation.Condition());
        if (operand instanceof Operand.OfField(Field field, Span span) && field.type() == ValueType.FLAG) {
            return flag(field, span);
        }
        if (tokens.take("in")) {
            return membership(operand);
        }
        Token operator = tokens.peek();
        Relation relation = relation(operand, operator);
        tokens.next();
        Value value = value(operand, relation);
        return new Expression.Comparison(
                operand, relation, value, operand.span().to(tokens.last().span()));
    }

    private Operand operand(Expectation expectation) throws SyntaxFault {
        Token first = tokens.peek();
        if (first.is(Function.BIT_SLICE.text())) {
            return bitSlice();
        }
        Optional<Field> field = first.kind() == Token.Kind.WORD ? Field.of(first.text()) : Optional.empty();
        if (field.isEmpty()) {
            throw SyntaxFault.expected("a field", first, Hints.field(first)).wanting(expectation);
        }
        tokens.next();
        return new Operand.OfField(field.get(), first.span());
    }

    private Operand bitSlice() throws SyntaxFault {
        Token first = tokens.next();
        String form = "Write " + Function.BIT_SLICE.example() + ".";
        tokens.expect("(", form);
        Token name = tokens.next();
        Header header = Arrays.stream(Header.values())
                .filter(known -> known.text().equals(name.text()))
                .findFirst()
                .orElseThrow(() ->
                        SyntaxFault.expected("ip, tcp, udp or icmp", name, "").wanting(new Expectation.HeaderName()));
        tokens.expect(",", form);
        Token startToken = tokens.next();
        long start = Literals.number(startToken);
        tokens.expect(",", form);
        Token endToken = tokens.next();
        long end = Literals.number(endToken);
        tokens.expect(")", "");
        if (start < 0 || start > MAX_SLICE_OFFSET) {
            throw new SyntaxFault(startToken.span(), "A slice begins at bit 0 to " + MAX_SLICE_OFFSET + ".", "");
        }
        if (end <= start || end - start > MAX_SLICE_BITS) {
            throw new SyntaxFault(
                    endToken.span(),
                    "A slice has 1 to " + MAX_SLICE_BITS + " bits and ends before its second bound.",
                    "");
        }
        return new Operand.BitSlice(
                header, (int) start, (int) end, first.span().to(tokens.last().span()));
    }

    private Expression rate() throws SyntaxFault {
        Token first = tokens.next();
        String form = "Write " + Function.RATE.example() + ".";
        tokens.expect("(", form);
        Token keyToken = tokens.peek();
        if (!(operand(new Expectation.Key()) instanceof Operand.OfField(Field key, Span ignored))
                || key.type() == ValueType.FLAG) {
            throw SyntaxFault.expected("a field with a value", keyToken, form);
        }
        tokens.expect(",", form);
        long packets = positive();
        tokens.expect(",", form);
        long seconds = positive();
        tokens.expect(")", form);
        return new Expression.Rate(
                key, packets, seconds, first.span().to(tokens.last().span()));
    }

    private long positive() throws SyntaxFault {
        Token token = tokens.next();
        long number = Literals.number(token);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new SyntaxFault(token.span(), "Expected a number from 1 to " + Integer.MAX_VALUE + ".", "");
        }
        return number;
    }

    /** The product's own spelling of the two operators that are functions there: {@code starts_with(field, "x")}. */
    private Expression call(Relation relation) throws SyntaxFault {
        Token first = tokens.next();
        String form = "Write " + first.text() + "(udp.payload, \"…\").";
        tokens.expect("(", form);
        Operand operand = operand(new Expectation.Key());
        relation(operand, first);
        tokens.expect(",", form);
        Value value = value(operand, relation);
        tokens.expect(")", "");
        return new Expression.Comparison(
                operand, relation, value, first.span().to(tokens.last().span()));
    }

    private Expression flag(Field field, Span span) throws SyntaxFault {
        Token next = tokens.peek();
        if (Relation.of(next.text()).isPresent() || next.is("in")) {
            throw new SyntaxFault(
                    next.span(),
                    "The field " + field.text() + " is true or false and stands alone, without \"" + next.text()
                            + "\".",
                    "Write " + field.text() + " or not " + field.text() + ".");
        }
        return new Expression.Flag(field, span);
    }

    private static Relation relation(Operand operand, Token operator) throws SyntaxFault {
        Optional<Relation> relation =
                operator.kind() == Token.Kind.TEXT ? Optional.empty() : Relation.of(operator.text());
        if (relation.isEmpty()) {
            throw SyntaxFault.expected(
                            "an operator behind " + Literals.source(operand), operator, Hints.operator(operator))
                    .wanting(new Expectation.Operator(operand));
        }
        if (!operand.type().knows(relation.get())) {
            throw new SyntaxFault(
                    operator.span(),
                    Literals.source(operand) + " is " + operand.type().article() + " and knows no \"" + operator.text()
                            + "\".",
                    operand.type() == ValueType.ADDRESS ? "Write " + Literals.source(operand) + " in {…}." : "");
        }
        return relation.get();
    }

    private Value value(Operand operand, Relation relation) throws SyntaxFault {
        Token token = tokens.next();
        if (token.kind() == Token.Kind.END) {
            throw SyntaxFault.expected(operand.type().article(), token, "").wanting(new Expectation.OneValue(operand));
        }
        if (relation == Relation.LESS && token.is(">")) {
            throw SyntaxFault.expected(operand.type().article(), token, "Write != for what is not the same.");
        }
        if (token.kind() == Token.Kind.VARIABLE) {
            return new Value.Variable(token.value());
        }
        Value value = switch (operand.type()) {
            case ADDRESS -> new Value.Address(Literals.address(token, operand, relation));
            case NUMBER -> new Value.Whole(Literals.number(token));
            case TEXT -> text(token, operand, relation);
            case FLAG -> throw new IllegalStateException("A flag has no operator.");
        };
        if (tokens.peek().is("..")) {
            throw new SyntaxFault(
                    tokens.peek().span(),
                    "A range stands only in braces.",
                    "Write " + Literals.source(operand) + " in {" + token.text() + "..…}.");
        }
        return value;
    }

    private static Value text(Token token, Operand operand, Relation relation) throws SyntaxFault {
        return switch (relation) {
            case EQUAL, NOT_EQUAL -> Literals.text(token, operand);
            case MATCHES -> pattern(token);
            default -> Literals.bytes(token);
        };
    }

    private static Value.Pattern pattern(Token token) throws SyntaxFault {
        if (token.kind() != Token.Kind.TEXT) {
            throw SyntaxFault.expected("a regular expression in quotes", token, "");
        }
        try {
            Pattern.compile(token.value());
            return new Value.Pattern(token.value());
        } catch (PatternSyntaxException e) {
            throw new SyntaxFault(token.span(), "This is not a regular expression: " + e.getDescription() + ".", "");
        }
    }

    private Expression membership(Operand operand) throws SyntaxFault {
        Token first = tokens.next();
        if (first.kind() == Token.Kind.LIST) {
            if (operand.type() != ValueType.ADDRESS) {
                throw new SyntaxFault(
                        first.span(),
                        "Lists hold addresses, and " + Literals.source(operand) + " is "
                                + operand.type().article() + ".",
                        "Write the values in braces.");
            }
            return new Expression.InList(
                    operand, first.value(), first.span(), operand.span().to(first.span()));
        }
        if (!first.is("{")) {
            boolean value = first.kind() == Token.Kind.WORD
                    || first.kind() == Token.Kind.TEXT
                    || first.kind() == Token.Kind.VARIABLE;
            String remedy = value
                    ? "Write " + Literals.source(operand) + " in {" + first.text() + "}."
                    : first.is("(") ? "Write a set in braces: {80 443}." : "";
            throw SyntaxFault.expected("{ or a list's $name", first, remedy)
                    .wanting(new Expectation.SetOrList(operand));
        }
        List<SetItem> items = sets.items(operand);
        return new Expression.InSet(
                operand, items, operand.span().to(tokens.last().span()));
    }
}
