package org.firewright.expression;

import java.util.List;
import java.util.stream.Collectors;

/** Trees as text in which nothing is left to precedence: {@code (or (== tcp.dstport 22) (not sip))}. */
final class Trees {
    private Trees() {}

    static String text(Expression expression) {
        return switch (expression) {
            case Expression.Comparison(Operand operand, Relation relation, Value value, Span ignored) ->
                call(relation.text(), List.of(Printer.print(operand), Printer.print(value)));
            case Expression.InSet(Operand operand, var items, Span ignored) ->
                call("in", List.of(Printer.print(operand), Printer.printed(items)));
            case Expression.InList in -> call("in", List.of(Printer.print(in.operand()), "$" + in.list()));
            case Expression.Flag(Field field, Span ignored) -> field.text();
            case Expression.Rate rate -> Printer.print(rate);
            case Expression.Not(Expression inner, Span ignored) -> call("not", List.of(text(inner)));
            case Expression.Combination combination ->
                call(
                        combination.logic().word(),
                        combination.parts().stream().map(Trees::text).toList());
        };
    }

    private static String call(String name, List<String> parts) {
        return parts.stream().collect(Collectors.joining(" ", "(" + name + " ", ")"));
    }
}
