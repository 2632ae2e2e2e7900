package org.firewright.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What stands between the braces of a set. */
final class SetParser {
    private final TokenReader tokens;
    private final Consumer<SyntaxFault> faults;

    /** Tells faults of single values, and goes on with the next. */
    SetParser(TokenReader tokens, Consumer<SyntaxFault> faults) {
        this.tokens = tokens;
        this.faults = faults;
    }

    /** Up to the closing brace. A fault in one item is told, and the next ones are read all the same. */
    List<SetItem> items(Operand operand) throws SyntaxFault {
        List<SetItem> items = new ArrayList<>();
        boolean commas = false;
        while (!tokens.take("}")) {
            Token first = tokens.peek();
            if (endsSet(first)) {
                throw SyntaxFault.expected("a value or }", first, "The set is not closed: } is missing.")
                        .wanting(new Expectation.Item(operand));
            }
            Token before = tokens.last();
            tokens.next();
            if (!first.is(",")) {
                try {
                    checkApart(before, first);
                    items.add(item(first, operand));
                } catch (SyntaxFault e) {
                    faults.accept(e);
                }
            } else if (!commas) {
                commas = true;
                faults.accept(SyntaxFault.expected(
                        "a value or }", first, "Values in a set stand apart by blanks: {80 443}."));
            }
        }
        return items;
    }

    /** {@code 80-90} would else be read as 80 and -90, which nobody means. */
    private static void checkApart(Token before, Token token) throws SyntaxFault {
        boolean touches = before.span().end() == token.span().offset();
        boolean more = token.kind() == Token.Kind.WORD && token.text().startsWith("-");
        if (touches && more && before.text().matches("[0-9a-fA-Fx.:]+")) {
            String range = before.text() + ".." + token.text().substring(1);
            throw new SyntaxFault(
                    before.span().to(token.span()),
                    "\"" + before.text() + token.text() + "\" is no range.",
                    "A range is written with two dots: " + range + ".");
        }
    }

    private static boolean endsSet(Token token) {
        return token.kind() == Token.Kind.END
                || token.is("(")
                || token.is(")")
                || Arrays.stream(Logic.values()).anyMatch(logic -> logic.isSpelled(token));
    }

    private SetItem item(Token first, Operand operand) throws SyntaxFault {
        if (first.kind() == Token.Kind.VARIABLE) {
            return new SetItem.Variable(first.value());
        }
        return switch (operand.type()) {
            case ADDRESS -> addresses(first, operand);
            case NUMBER -> numbers(first);
            case TEXT -> new SetItem.Text(Literals.text(first, operand));
            case FLAG -> throw new IllegalStateException("A flag has no operator.");
        };
    }

    private SetItem addresses(Token first, Operand operand) throws SyntaxFault {
        if (first.kind() == Token.Kind.WORD && first.text().indexOf('/') >= 0) {
            return new SetItem.Addresses(Literals.prefix(first));
        }
        IpAddress from = Literals.address(first, operand, Relation.EQUAL);
        if (!tokens.take("..")) {
            return new SetItem.Addresses(new AddressRange(from, from));
        }
        Token last = tokens.next();
        IpAddress to = Literals.address(last, operand, Relation.EQUAL);
        Span span = first.span().to(last.span());
        if (from.v6() != to.v6()) {
            throw new SyntaxFault(span, "One end of the range is IPv4 and the other IPv6.", "");
        }
        if (from.compareTo(to) > 0) {
            throw new SyntaxFault(
                    span, "The range ends before it begins.", "Write " + to.text() + ".." + from.text() + ".");
        }
        return new SetItem.Addresses(new AddressRange(from, to));
    }

    private SetItem numbers(Token first) throws SyntaxFault {
        long from = Literals.number(first);
        if (!tokens.take("..")) {
            return new SetItem.Numbers(from, from);
        }
        Token last = tokens.next();
        long to = Literals.number(last);
        if (from > to) {
            throw new SyntaxFault(
                    first.span().to(last.span()),
                    "The range ends before it begins.",
                    "Write " + last.text() + ".." + first.text() + ".");
        }
        return new SetItem.Numbers(from, to);
    }
}
