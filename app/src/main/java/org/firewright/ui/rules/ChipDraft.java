package org.firewright.ui.rules;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.expression.Completion;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;
import org.firewright.expression.Parsed;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Value;
import org.firewright.expression.ValueType;
import org.firewright.expression.Vocabulary;
import org.firewright.ui.Texts;

/**
 * A condition while its chip is edited: operator and value apart, as people type them; no braces and no quotes.
 *
 * @param operand what of the packet is looked at, in the language
 * @param field the same as a field; null where it is none
 * @param type type of its values
 * @param operator how it is compared
 * @param value the value or values, separated by blanks; a list with its dollar sign
 */
record ChipDraft(String operand, Field field, ValueType type, Operator operator, String value) {
    private static final String IN = "in";

    /**
     * A way to compare.
     *
     * @param word as the language spells it
     */
    record Operator(String word, boolean not) {
        /** Whether several values can stand behind it. */
        boolean many() {
            return word.equals(IN);
        }

        /** In words. */
        String label() {
            return many()
                    ? Texts.text(not ? "chip.notin" : "chip.in")
                    : Chip.operator(Relation.of(word).orElseThrow(), not);
        }
    }

    /** The draft of a condition on a value; empty for flags and rates. */
    static Optional<ChipDraft> of(Expression condition) {
        return condition instanceof Expression.Not(Expression inner, var span) ? of(inner, true) : of(condition, false);
    }

    private static Optional<ChipDraft> of(Expression condition, boolean not) {
        return switch (condition) {
            case Expression.InList in -> Optional.of(draft(in.operand(), new Operator(IN, not), "$" + in.list()));
            case Expression.InSet set -> {
                boolean bare = isBare(set.operand());
                String items =
                        set.items().stream().map(item -> item(item, bare)).collect(Collectors.joining(" "));
                yield Optional.of(draft(set.operand(), new Operator(IN, not), items));
            }
            case Expression.Comparison(Operand operand, Relation relation, Value value, var span) ->
                Optional.of(draft(operand, new Operator(relation.text(), not), value(value, isBare(operand))));
            default -> Optional.empty();
        };
    }

    ChipDraft with(Operator other) {
        return new ChipDraft(operand, field, type, other, value);
    }

    ChipDraft with(String other) {
        return new ChipDraft(operand, field, type, operator, other);
    }

    /** The same of another field of the same type, such as the destination instead of the source. */
    ChipDraft with(Field other) {
        return new ChipDraft(other.text(), other, other.type(), operator, value);
    }

    /** Fields that can stand in its place without another value. */
    List<Field> fields() {
        List<List<Field>> kin = List.of(
                List.of(Field.IP_SRC, Field.IP_DST),
                List.of(Field.TCP_DSTPORT, Field.TCP_SRCPORT, Field.UDP_DSTPORT, Field.UDP_SRCPORT),
                List.of(Field.IP_SRC_COUNTRY, Field.IP_DST_COUNTRY),
                List.of(Field.IP_SRC_ASNUM, Field.IP_DST_ASNUM),
                List.of(Field.TCP_PAYLOAD, Field.UDP_PAYLOAD),
                List.of(Field.ICMP_TYPE, Field.ICMP_CODE),
                List.of(Field.IIF, Field.OIF));
        return kin.stream().filter(group -> group.contains(field)).findFirst().orElse(List.of());
    }

    /** Every way in which it can be compared. */
    List<Operator> operators() {
        List<Operator> all = new ArrayList<>(List.of(new Operator(IN, false), new Operator(IN, true)));
        Arrays.stream(Relation.values())
                .filter(relation -> isEquality(relation) || (isOrdered() && type.knows(relation)))
                .map(relation -> new Operator(relation.text(), false))
                .forEach(all::add);
        if (!all.contains(operator)) {
            all.add(operator);
        }
        return all;
    }

    private static boolean isEquality(Relation relation) {
        return relation == Relation.EQUAL || relation == Relation.NOT_EQUAL;
    }

    private boolean isOrdered() {
        return !isWord() && type != ValueType.ADDRESS;
    }

    /** Whether its values are words without quotes, one of a known few: countries, protocols, states. */
    boolean isWord() {
        return type == ValueType.TEXT && field != Field.TCP_PAYLOAD && field != Field.UDP_PAYLOAD;
    }

    /** The condition in the language; need not be right. */
    String text() {
        String typed = value.strip();
        String compared;
        if (operator.many()) {
            compared = typed.startsWith("$")
                    ? operand + " in " + typed
                    : operand + " in {" + items().stream().map(this::spelled).collect(Collectors.joining(" ")) + "}";
        } else {
            compared = operand + " " + operator.word() + " " + spelled(typed);
        }
        return operator.not() ? "not " + compared : compared;
    }

    /** The condition, or what is wrong with it. */
    Parsed parsed() {
        return Expressions.parse(text());
    }

    /** What is wrong with it, and what to write instead; empty where all is well. */
    Optional<String> fault() {
        if (value.isBlank()) {
            return Optional.of(Texts.text("editor.chip.empty"));
        }
        if (parsed() instanceof Parsed.Invalid(List<ExpressionError> errors)) {
            ExpressionError first = errors.getFirst();
            return Optional.of((first.sentence() + " " + first.remedy()).strip());
        }
        return tooLarge();
    }

    /** A number that no packet has there. */
    private Optional<String> tooLarge() {
        long limit = field == null ? Long.MAX_VALUE : limit(field);
        return items().stream()
                .flatMap(item -> Arrays.stream(item.split("[-–]|\\.\\.", -1)))
                .filter(number -> number.matches("[1-9][0-9]*")
                        && new BigInteger(number).compareTo(BigInteger.valueOf(limit)) > 0)
                .findFirst()
                .map(number -> Texts.text("editor.chip.limit", number, Chip.subject(field), limit));
    }

    private static long limit(Field field) {
        return switch (field) {
            case TCP_DSTPORT, TCP_SRCPORT, UDP_DSTPORT, UDP_SRCPORT, IP_LEN -> 0xffff;
            case IP_TTL, ICMP_TYPE, ICMP_CODE, IP_OPT_TYPE, IP6_NEXTHDR, TCP_FLAGS -> 0xff;
            case IP_DSCP -> 0x3f;
            case IP_HDR_LEN -> 0xf;
            case IP_SRC_ASNUM, IP_DST_ASNUM -> 0xffff_ffffL;
            default -> Long.MAX_VALUE;
        };
    }

    /** The values that are typed, one by one. */
    List<String> items() {
        boolean quoted = type == ValueType.TEXT && !isWord();
        return Arrays.stream(value.strip().split(quoted ? "\\s+" : "[\\s,;]+", -1))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Values and lists that could be typed, those with the word in front. */
    List<Completion.Proposal> proposals(String word, Vocabulary vocabulary) {
        List<Completion.Proposal> proposals = new ArrayList<>();
        if (type == ValueType.ADDRESS && operator.many()) {
            proposals.addAll(at(operand + " in " + (word.startsWith("$") ? word : ""), vocabulary));
        } else {
            String open = type == ValueType.TEXT ? "\"" + word : word;
            proposals.addAll(at(operand + " == " + open, vocabulary));
        }
        proposals.removeIf(proposal -> proposal.text().equals("\"\"")
                || (proposal.kind() != Completion.Kind.VALUE && proposal.kind() != Completion.Kind.LIST));
        return proposals.stream()
                .map(proposal -> new Completion.Proposal(
                        proposal.kind(), bare(proposal.text()), proposal.caret(), proposal.meaning()))
                .toList();
    }

    private static List<Completion.Proposal> at(String text, Vocabulary vocabulary) {
        return Completion.at(text, text.length(), vocabulary).proposals();
    }

    private String spelled(String item) {
        if (type == ValueType.TEXT) {
            boolean spelled = item.startsWith("\"")
                    || item.matches("r#*\".*")
                    || item.matches("@[a-z][a-z0-9_]*")
                    || item.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2})+");
            return spelled ? item : "\"" + item.replaceAll("(?<!\\\\)\"", "\\\\\"") + "\"";
        }
        return item.matches("[0-9a-fA-Fx.:]+[-–][0-9a-fA-Fx.:]+") ? item.replaceFirst("[-–]", "..") : item;
    }

    private static ChipDraft draft(Operand operand, Operator operator, String value) {
        Field field = operand instanceof Operand.OfField(Field of, var span) ? of : null;
        return new ChipDraft(Expressions.print(operand), field, operand.type(), operator, value);
    }

    private static boolean isBare(Operand operand) {
        return operand.type() == ValueType.TEXT;
    }

    private static String value(Value value, boolean bare) {
        return bare ? bare(Expressions.print(value)) : Expressions.print(value);
    }

    private static String bare(String printed) {
        return printed.startsWith("\"") && printed.endsWith("\"") && printed.length() > 1
                ? printed.substring(1, printed.length() - 1)
                : printed;
    }

    private static String item(SetItem item, boolean bare) {
        return switch (item) {
            case SetItem.Addresses(var range) -> range.text();
            case SetItem.Numbers(long from, long to) -> from == to ? Long.toString(from) : from + "-" + to;
            case SetItem.Text(Value.Text text) -> value(text, bare);
            case SetItem.Variable(String name) -> "@" + name;
        };
    }
}
