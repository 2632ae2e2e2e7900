package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Logic;
import org.firewright.expression.Operand;
import org.firewright.expression.Parsed;
import org.firewright.expression.Relation;
import org.firewright.ui.Texts;

/**
 * A condition in short form.
 *
 * @param subject what of the packet is looked at
 * @param operator in a word or two; may be empty
 * @param value as it stands in the text; may be empty
 * @param list whether the value is a list, which an eBPF program looks up
 */
public record Chip(String subject, String operator, String value, boolean list) {
    /** The chips that together, all of them, say what the text says; empty where it has no such form. */
    public static Optional<List<Chip>> of(String text) {
        if (text.isBlank()) {
            return Optional.of(List.of());
        }
        if (!(Expressions.parse(text) instanceof Parsed.Valid(Expression expression))) {
            return Optional.empty();
        }
        List<Expression> parts =
                expression instanceof Expression.Combination(Logic logic, var all, var span) && logic == Logic.AND
                        ? all
                        : List.of(expression);
        List<Chip> chips = new ArrayList<>();
        for (Expression part : parts) {
            Optional<Chip> chip = chip(text, part, false);
            if (chip.isEmpty()) {
                return Optional.empty();
            }
            chips.add(chip.get());
        }
        return Optional.of(List.copyOf(chips));
    }

    private static Optional<Chip> chip(String text, Expression part, boolean not) {
        return switch (part) {
            case Expression.Comparison(Operand operand, Relation relation, var value, var span) ->
                not
                        ? Optional.empty()
                        : Optional.of(new Chip(
                                subject(text, operand),
                                operator(relation),
                                withoutRelation(text.substring(operand.span().end(), span.end()), relation),
                                false));
            case Expression.InSet(Operand operand, var items, var span) ->
                Optional.of(new Chip(
                        subject(text, operand),
                        in(not),
                        braces(text.substring(operand.span().end(), span.end())),
                        false));
            case Expression.InList(Operand operand, String list, var listSpan, var span) ->
                Optional.of(new Chip(subject(text, operand), in(not), "$" + list, true));
            case Expression.Flag(Field field, var span) ->
                Optional.of(new Chip(
                        field.text(),
                        not ? Texts.text("chip.isnot") : Texts.text("chip.is"),
                        Texts.text("chip.set"),
                        false));
            case Expression.Not(Expression inner, var span) -> not ? Optional.empty() : chip(text, inner, true);
            case Expression.Rate rate -> Optional.empty();
            case Expression.Combination combination -> Optional.empty();
        };
    }

    private static String subject(String text, Operand operand) {
        return switch (operand) {
            case Operand.BitSlice slice ->
                text.substring(slice.span().offset(), slice.span().end());
            case Operand.OfField(Field field, var span) ->
                switch (field) {
                    case IP_SRC -> Texts.text("chip.source");
                    case IP_DST -> Texts.text("chip.destination");
                    case IP_PROTO -> Texts.text("chip.protocol");
                    case TCP_DSTPORT -> Texts.text("chip.tcp-port");
                    case UDP_DSTPORT -> Texts.text("chip.udp-port");
                    case TCP_SRCPORT -> Texts.text("chip.tcp-source-port");
                    case UDP_SRCPORT -> Texts.text("chip.udp-source-port");
                    default -> field.text();
                };
        };
    }

    private static String operator(Relation relation) {
        return switch (relation) {
            case EQUAL -> Texts.text("chip.is");
            case NOT_EQUAL -> Texts.text("chip.isnot");
            default -> relation.text();
        };
    }

    private static String in(boolean not) {
        return Texts.text(not ? "chip.notin" : "chip.in");
    }

    private static String withoutRelation(String rest, Relation relation) {
        String stripped = rest.strip();
        return relation.spellings().stream()
                .filter(stripped::startsWith)
                .max((one, other) -> one.length() - other.length())
                .map(spelling -> stripped.substring(spelling.length()).strip())
                .orElse(stripped);
    }

    private static String braces(String rest) {
        return rest.substring(rest.indexOf('{') + 1, rest.lastIndexOf('}')).strip();
    }
}
