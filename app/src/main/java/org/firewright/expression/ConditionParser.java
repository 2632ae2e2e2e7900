package org.firewright.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** A single condition: an operand with an operator and a value, a set or a list; a flag; or a call. */
final class ConditionParser {
    private static final int MAX_SLICE_BITS = 32;
    private static final int MAX_SLICE_OFFSET = 2_040;

    /** What other tools call our fields: too far from ours for a guess by letters. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("tcp.flags.rst", "tcp.flags.reset"),
            Map.entry("tcp.flags.psh", "tcp.flags.push"),
            Map.entry("tcp.flags.ece", "tcp.flags.ecn"),
            Map.entry("ip.saddr", "ip.src"),
            Map.entry("ip.daddr", "ip.dst"),
            Map.entry("ip.addr", "ip.src"),
            Map.entry("ipv6.src", "ip.src"),
            Map.entry("ipv6.dst", "ip.dst"),
            Map.entry("tcp.port", "tcp.dstport"),
            Map.entry("udp.port", "udp.dstport"),
            Map.entry("icmpv6.type", "icmp.type"),
            Map.entry("icmpv6.code", "icmp.code"),
            Map.entry("ip.geoip.asnum", "ip.src.asnum"),
            Map.entry("ip.protocol", "ip.proto"),
            Map.entry("ip.tos", "ip.dscp"),
            Map.entry("ip.hop_limit", "ip.ttl"));

    /** Fields of the product whose language this is that name a place in its own network. */
    private static final String ELSEWHERE_ONLY = "cf.colo.";

    private final TokenReader tokens;
    private final Consumer<SyntaxFault> faults;

    /** Tells faults that hide nothing behind them, as of one value among others, and goes on. */
    ConditionParser(TokenReader tokens, Consumer<SyntaxFault> faults) {
        this.tokens = tokens;
        this.faults = faults;
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
            throw SyntaxFault.expected("a field", first, fieldRemedy(first)).wanting(expectation);
        }
        tokens.next();
        return new Operand.OfField(field.get(), first.span());
    }

    private static String fieldRemedy(Token found) {
        if (found.kind() != Token.Kind.WORD) {
            return found.kind() == Token.Kind.TEXT || found.kind() == Token.Kind.LIST
                    ? "A field and an operator come before it."
                    : "";
        }
        String text = found.text();
        if (Arrays.stream(Header.values()).anyMatch(header -> header.text().equals(text))) {
            return "The header " + text + " stands only in bit_slice(" + text + ", start, end).";
        }
        boolean address = IpAddress.parse(text.replaceFirst("/.*", "")).isPresent();
        if (address || text.matches("-?[0-9].*")) {
            return "The field comes first: " + (address ? "ip.src in {" + text + "}." : "tcp.dstport == 22.");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals(text)
                && (Field.of(lower).isPresent() || Function.of(lower).isPresent() || lower.equals("not"))) {
            return "Write " + lower + " in small letters.";
        }
        if (lower.equals("true") || lower.equals("any")) {
            return "A rule without an expression matches every packet.";
        }
        if (ELSEWHERE.containsKey(text)) {
            return "Did you mean " + ELSEWHERE.get(text) + "?";
        }
        if (text.startsWith(ELSEWHERE_ONLY)) {
            return "It is a place in another network and says nothing here: leave the condition out.";
        }
        List<String> known = Stream.of(
                        Arrays.stream(Field.values()).map(Field::text),
                        Arrays.stream(Function.values()).map(Function::text),
                        Stream.of("not"))
                .flatMap(java.util.function.Function.identity())
                .toList();
        return Suggestion.question(text, known);
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
                            "an operator behind " + Literals.source(operand), operator, operatorRemedy(operator))
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

    private static String operatorRemedy(Token found) {
        String text = found.text();
        if (found.kind() == Token.Kind.LIST || text.equals("{")) {
            return "Write in before it.";
        }
        if (text.equals("not") || text.equals("!")) {
            return "Write not before the field: not ip.src in {…}.";
        }
        if (text.equals("wildcard") || text.equals("strict")) {
            return "Wildcards are not known here: write matches with a regular expression, or starts_with, ends_with.";
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean shouted =
                !lower.equals(text) && (lower.equals("in") || Relation.of(lower).isPresent());
        return shouted ? "Write " + lower + " in small letters." : "";
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
        List<SetItem> items = items(operand);
        return new Expression.InSet(
                operand, items, operand.span().to(tokens.last().span()));
    }

    /** Up to the closing brace. A fault in one item is told, and the next ones are read all the same. */
    private List<SetItem> items(Operand operand) throws SyntaxFault {
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
