package org.firewright.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trees to text, in one spelling: what is printed reads as the same tree, and prints as the same text again. */
final class Printer {
    private Printer() {}

    static String print(Expression expression) {
        return switch (expression) {
            case Expression.Comparison(Operand operand, Relation relation, Value value, Span ignored) ->
                print(operand) + " " + relation.text() + " " + print(value);
            case Expression.InSet(Operand operand, var items, Span ignored) -> print(operand) + " in " + printed(items);
            case Expression.InList in -> print(in.operand()) + " in $" + in.list();
            case Expression.Flag(Field field, Span ignored) -> field.text();
            case Expression.Rate rate ->
                "rate(" + rate.key().text() + ", " + rate.packets() + ", " + rate.seconds() + ")";
            case Expression.Not(Expression inner, Span ignored) ->
                "not " + (inner instanceof Expression.Combination ? "(" + print(inner) + ")" : print(inner));
            case Expression.Combination combination ->
                combination.parts().stream()
                        .map(part -> print(part, combination.logic()))
                        .collect(Collectors.joining(" " + combination.logic().word() + " "));
        };
    }

    private static String print(Expression part, Logic around) {
        boolean looser =
                part instanceof Expression.Combination inner && inner.logic().compareTo(around) >= 0;
        return looser ? "(" + print(part) + ")" : print(part);
    }

    static String print(Operand operand) {
        return switch (operand) {
            case Operand.OfField(Field field, Span ignored) -> field.text();
            case Operand.BitSlice slice ->
                "bit_slice(" + slice.header().text() + ", " + slice.start() + ", " + slice.end() + ")";
        };
    }

    static String print(Value value) {
        return switch (value) {
            case Value.Address(IpAddress address) -> address.text();
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Text(String bytes) -> quoted(bytes);
            case Value.Pattern(String bytes) -> pattern(bytes);
            case Value.Variable(String name) -> "@" + name;
        };
    }

    static String printed(List<SetItem> items) {
        return items.stream().map(Printer::print).collect(Collectors.joining(" ", "{", "}"));
    }

    static String print(SetItem item) {
        return switch (item) {
            case SetItem.Addresses(AddressRange range) -> range.text();
            case SetItem.Numbers(long from, long to) -> from == to ? Long.toString(from) : from + ".." + to;
            case SetItem.Text(Value.Text text) -> print(text);
            case SetItem.Variable(String name) -> "@" + name;
        };
    }

    /** Letters of any script stand as they are where the bytes are UTF-8; all else that is not ASCII is escaped. */
    private static String quoted(String bytes) {
        StringBuilder quoted = new StringBuilder("\"");
        Optional<String> text = decoded(bytes);
        text.orElse(bytes).codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if ((c >= ' ' && c < 0x7f) || (c >= 0x80 && text.isPresent() && Character.isLetterOrDigit(c))) {
                quoted.appendCodePoint(c);
            } else {
                Charset charset = text.isPresent() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
                for (byte b : Character.toString(c).getBytes(charset)) {
                    quoted.append("\\x%02x".formatted(b & 0xff));
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** A regular expression in quotes, raw where quotes cannot say it. */
    private static String pattern(String bytes) {
        String text = decoded(bytes).orElseGet(() -> escaped(bytes));
        StringBuilder quoted = new StringBuilder("\"");
        boolean brackets = false;
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                plain &= brackets || text.charAt(i) != '"';
                quoted.append(c).append(text.charAt(i));
            } else {
                quoted.append(c == '"' && !brackets ? "\\\"" : Character.toString(c));
                brackets = brackets ? c != ']' : c == '[';
                plain &= c != '\\';
            }
        }
        return plain && !brackets ? quoted.append('"').toString() : raw(text);
    }

    private static String raw(String text) {
        String hashes = "";
        while (text.contains("\"" + hashes)) {
            hashes += "#";
        }
        return "r" + hashes + "\"" + text + "\"" + hashes;
    }

    /** Bytes that are no text, as a regular expression writes them. */
    private static String escaped(String bytes) {
        StringBuilder escaped = new StringBuilder();
        bytes.chars().forEach(c -> escaped.append(c < 0x80 ? Character.toString(c) : "\\x%02x".formatted(c)));
        return escaped.toString();
    }

    private static Optional<String> decoded(String bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // bytes, not text
        }
    }
}
