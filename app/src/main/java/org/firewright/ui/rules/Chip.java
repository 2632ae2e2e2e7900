package org.firewright.ui.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Value;
import org.firewright.ui.Texts;

/**
 * A condition in short form.
 *
 * @param subject what of the packet is looked at
 * @param operator in a word or two; may be empty
 * @param value as people write it; may be empty
 * @param ebpf whether an eBPF program looks at it
 */
public record Chip(String subject, String operator, String value, boolean ebpf) {
    /** The chips of a text: all blocks must hold, of each at least one alternative; empty where it has no such form. */
    static Optional<List<List<Chip>>> of(String when) {
        return Conditions.blocks(when)
                .map(blocks -> blocks.blocks().stream()
                        .map(block ->
                                block.alternatives().stream().map(Chip::of).toList())
                        .toList());
    }

    /** The chip of a single condition. */
    static Chip of(Expression condition) {
        return condition instanceof Expression.Not(Expression inner, var span) ? of(inner, true) : of(condition, false);
    }

    /** As one line, for screen readers and ghosts. */
    String text() {
        return (subject + " " + operator).strip() + (value.isEmpty() ? "" : " " + value);
    }

    private static Chip of(Expression condition, boolean not) {
        return switch (condition) {
            case Expression.Comparison(Operand operand, Relation relation, Value value, var span) ->
                new Chip(
                        subject(operand),
                        operator(relation, not),
                        value(value, isAlone(operand)),
                        Ebpf.needed(condition));
            case Expression.InSet(Operand operand, var items, var span) ->
                new Chip(
                        subject(operand),
                        Texts.text(not ? "chip.notin" : "chip.in"),
                        items.stream().map(item -> item(item, isAlone(operand))).collect(Collectors.joining(" ")),
                        Ebpf.needed(condition));
            case Expression.InList(Operand operand, String list, var listSpan, var span) ->
                new Chip(subject(operand), Texts.text(not ? "chip.notin" : "chip.in"), "$" + list, true);
            case Expression.Flag(Field field, var span) ->
                new Chip(
                        subject(field),
                        Texts.text(not ? "chip.isnot" : "chip.is"),
                        Texts.text(field == Field.SIP || field == Field.DNS ? "chip.valid" : "chip.set"),
                        Ebpf.needed(condition));
            case Expression.Rate(Field key, long packets, long seconds, var span) ->
                new Chip(
                        Texts.text("chip.rate", subject(key)),
                        Texts.text(not ? "chip.atmost" : "chip.over"),
                        Texts.text("chip.rate.value", packets, seconds),
                        Ebpf.needed(condition));
            default -> new Chip(Expressions.print(condition), not ? Texts.text("chip.isnot") : "", "", false);
        };
    }

    /** What of the packet the operand is, in words where there are usual ones. */
    static String subject(Operand operand) {
        return operand instanceof Operand.OfField(Field field, var span) ? subject(field) : Expressions.print(operand);
    }

    static String subject(Field field) {
        String key = "chip.field." + field.name().toLowerCase(Locale.ROOT);
        return Texts.BUNDLE.containsKey(key) ? Texts.text(key) : field.text();
    }

    static String operator(Relation relation, boolean not) {
        String key = "chip.relation." + relation.name().toLowerCase(Locale.ROOT);
        String text = Texts.BUNDLE.containsKey(key) ? Texts.text(key) : relation.text();
        return not ? Texts.text("chip.not", text) : text;
    }

    /** Countries, protocols and the like are words of their own: no quotes. */
    private static boolean isAlone(Operand operand) {
        return !(operand instanceof Operand.OfField(Field field, var span)
                && (field == Field.TCP_PAYLOAD || field == Field.UDP_PAYLOAD));
    }

    private static String value(Value value, boolean bare) {
        return bare && value instanceof Value.Text(String bytes) ? bytes : Expressions.print(value);
    }

    private static String item(SetItem item, boolean bare) {
        return switch (item) {
            case SetItem.Addresses(var range) -> range.text();
            case SetItem.Numbers(long from, long to) -> from == to ? Long.toString(from) : from + "–" + to;
            case SetItem.Text(Value.Text text) -> value(text, bare);
            case SetItem.Variable(String name) -> "@" + name;
        };
    }
}
