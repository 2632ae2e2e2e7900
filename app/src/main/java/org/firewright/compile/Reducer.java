package org.firewright.compile;

import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Logic;
import org.firewright.expression.Operand;
import org.firewright.expression.Span;
import org.firewright.expression.Suggestion;

/** Expressions to demands, by the language's own meaning. */
final class Reducer {
    private static final String NOW = "This version compiles ip.src, ip.dst, ip.proto, and ports of TCP and UDP.";

    private final Map<String, Optional<ListContent>> lists;

    Reducer(Map<String, Optional<ListContent>> lists) {
        this.lists = lists;
    }

    Demand reduce(Expression expression) throws Refusal {
        return switch (expression) {
            case Expression.Comparison comparison ->
                Demand.of(Constraints.of(field(comparison.operand()), comparison.relation(), comparison.value()));
            case Expression.InSet set -> Demand.of(Constraints.of(field(set.operand()), set.items()));
            case Expression.InList in ->
                Demand.of(new Constraint.OfList(direction(field(in.operand())), list(in), false));
            case Expression.Flag flag -> throw unknown(flag.field().text(), flag.span());
            case Expression.Rate rate -> throw unknown("rate(…)", rate.span());
            case Expression.Not not -> negated(reduce(not.inner()), not.span());
            case Expression.Combination combination -> combined(combination);
        };
    }

    private Demand combined(Expression.Combination combination) throws Refusal {
        Demand all = null;
        for (Expression part : combination.parts()) {
            Demand next = reduce(part);
            all = all == null ? next : combined(combination.logic(), all, next, combination.span());
        }
        return all;
    }

    private static Demand combined(Logic logic, Demand one, Demand other, Span span) throws Refusal {
        return switch (logic) {
            case AND -> one.and(other);
            case OR ->
                one.or(other)
                        .orElseThrow(() -> new Refusal(
                                span,
                                "An or between different fields is not compiled yet.",
                                "Write a rule for each side, with the same action."));
            case XOR -> {
                // One of both, and not both.
                Demand either = combined(Logic.OR, one, other, span);
                yield either.and(negated(one.and(other), span));
            }
        };
    }

    private static Demand negated(Demand demand, Span span) throws Refusal {
        return demand.negated()
                .orElseThrow(() -> new Refusal(
                        span,
                        "A not around conditions on different fields is an or between them, which is not compiled yet.",
                        "Write a rule for each condition, each with its own not."));
    }

    private Field field(Operand operand) throws Refusal {
        if (operand instanceof Operand.OfField(Field field, Span ignored) && Constraints.covers(field)) {
            return field;
        }
        throw unknown(Expressions.print(operand), operand.span());
    }

    private static Refusal unknown(String what, Span span) {
        return new Refusal(span, what + " can be written, but is not compiled yet.", NOW);
    }

    static Condition.Direction direction(Field field) {
        return field == Field.IP_SRC ? Condition.Direction.SOURCE : Condition.Direction.DESTINATION;
    }

    private ListContent list(Expression.InList in) throws Refusal {
        Optional<ListContent> list = lists.get(in.list());
        if (list == null) {
            throw new Refusal(
                    in.listSpan(),
                    "There is no list named " + in.list() + ".",
                    Suggestion.question(in.list(), lists.keySet()));
        }
        return list.orElseThrow(() -> new Refusal(in.listSpan(), "The list " + in.list() + " could not be read.", ""));
    }
}
