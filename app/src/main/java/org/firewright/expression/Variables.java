package org.firewright.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts values in the place of the variables of a tree. What comes of it has the places of what was there. */
final class Variables {
    private final Map<String, String> values;
    private final List<ExpressionError> errors = new ArrayList<>();

    private Variables(Map<String, String> values) {
        this.values = values;
    }

    /** The tree without variables, or why one of them cannot stand where it does. */
    static Parsed resolve(Expression expression, Map<String, String> values) {
        Variables variables = new Variables(values);
        Expression resolved = variables.resolved(expression);
        return variables.errors.isEmpty() ? new Parsed.Valid(resolved) : new Parsed.Invalid(variables.errors);
    }

    private Expression resolved(Expression expression) {
        return switch (expression) {
            case Expression.Comparison comparison
            when comparison.value() instanceof Value.Variable(String name) -> comparison(comparison, name);
            case Expression.InSet set -> set(set);
            case Expression.Not(Expression inner, Span span) -> new Expression.Not(resolved(inner), span);
            case Expression.Combination(Logic logic, List<Expression> parts, Span span) ->
                new Expression.Combination(
                        logic, parts.stream().map(this::resolved).toList(), span);
            default -> expression;
        };
    }

    private Expression comparison(Expression.Comparison comparison, String name) {
        String start = Printer.print(comparison.operand()) + " "
                + comparison.relation().text() + " ";
        return read(comparison, name, start, "") instanceof Expression.Comparison read
                ? new Expression.Comparison(
                        comparison.operand(), comparison.relation(), read.value(), comparison.span())
                : comparison;
    }

    private Expression set(Expression.InSet set) {
        List<SetItem> items = new ArrayList<>();
        for (SetItem item : set.items()) {
            if (!(item instanceof SetItem.Variable(String name))) {
                items.add(item);
            } else if (read(set, name, Printer.print(set.operand()) + " in {", "}") instanceof Expression.InSet read) {
                items.addAll(read.items());
            }
        }
        return new Expression.InSet(set.operand(), items, set.span());
    }

    /** The condition with the variable's value alone, or the condition as it was and an error. */
    private Expression read(Expression condition, String name, String before, String after) {
        String value = values.get(name);
        if (value == null) {
            String question = Suggestion.question(name, values.keySet());
            errors.add(new ExpressionError(
                    condition.span(),
                    "There is no variable @" + name + " here.",
                    question.isEmpty() ? "Give it a value under \"variables\" of the policy." : question));
            return condition;
        }
        Parsed parsed = value.length() > Expressions.MAX_LENGTH
                ? Expressions.parse(value)
                : Parser.parse(Lexer.tokens(before + value + after));
        return switch (parsed) {
            case Parsed.Valid(Expression read)
            when read.getClass() == condition.getClass() && names(read).isEmpty() -> read;
            case Parsed.Valid ignored -> refused(condition, name, value, "This is more than a value.", "");
            case Parsed.Invalid(List<ExpressionError> all) ->
                refused(
                        condition,
                        name,
                        value,
                        all.getFirst().sentence(),
                        all.getFirst().remedy());
        };
    }

    private Expression refused(Expression condition, String name, String value, String sentence, String remedy) {
        errors.add(new ExpressionError(condition.span(), "@" + name + " is " + value + " here. " + sentence, remedy));
        return condition;
    }

    /** Names of the variables that stand in a tree, each at its first place. */
    static List<String> names(Expression expression) {
        return all(expression).distinct().toList();
    }

    private static Stream<String> all(Expression expression) {
        return switch (expression) {
            case Expression.Comparison(var operand, var relation, Value.Variable(String name), var span) ->
                Stream.of(name);
            case Expression.InSet set ->
                set.items().stream()
                        .filter(SetItem.Variable.class::isInstance)
                        .map(item -> ((SetItem.Variable) item).name());
            case Expression.Not(Expression inner, Span span) -> all(inner);
            case Expression.Combination combination ->
                combination.parts().stream().flatMap(Variables::all);
            default -> Stream.empty();
        };
    }
}
