package org.firewright.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An expression as blocks: all of them must hold, and of each one at least one alternative. That is what can be built
 * by dragging; an expression of any other shape has no blocks and stays text.
 *
 * @param blocks in order; none match every packet
 */
public record Blocks(List<Block> blocks) {
    public Blocks {
        blocks = List.copyOf(blocks);
    }

    /**
     * One or more alternatives.
     *
     * @param alternatives single conditions, each perhaps negated
     */
    public record Block(List<Expression> alternatives) {
        /** Throws IllegalArgumentException when there is none, or one is no single condition. */
        public Block {
            alternatives = List.copyOf(alternatives);
            if (alternatives.isEmpty() || !alternatives.stream().allMatch(Blocks::isSingle)) {
                throw new IllegalArgumentException("A block holds single conditions, one or more.");
            }
        }
    }

    /** The blocks that mean the same and give the same text back; empty where there are none. */
    public static Optional<Blocks> of(Expression expression) {
        List<Block> blocks = new ArrayList<>();
        for (Expression part : parts(Logic.AND, expression)) {
            List<Expression> alternatives = parts(Logic.OR, part);
            if (!alternatives.stream().allMatch(Blocks::isSingle)) {
                return Optional.empty();
            }
            blocks.add(new Block(alternatives));
        }
        return Optional.of(new Blocks(blocks));
    }

    /** Why an expression has no blocks, with the part that stands against it; empty where it has some. */
    public static Optional<ExpressionError> obstacle(Expression expression) {
        for (Expression part : parts(Logic.AND, expression)) {
            for (Expression alternative : parts(Logic.OR, part)) {
                if (!isSingle(alternative)) {
                    return Optional.of(new ExpressionError(alternative.span(), reason(alternative), ""));
                }
            }
        }
        return Optional.empty();
    }

    private static String reason(Expression expression) {
        return switch (expression) {
            case Expression.Not(Expression.Not ignored, Span span) ->
                "Blocks are negated once at most; this is negated twice.";
            case Expression.Not(Expression.Combination ignored, Span span) ->
                "Blocks negate single conditions, and this negates several together.";
            case Expression.Not not -> reason(not.inner());
            case Expression.Combination combination when combination.logic() == Logic.XOR -> "Blocks know no xor.";
            case Expression.Combination ignored ->
                "Alternatives of a block are single conditions, and this one is several together.";
            default -> "";
        };
    }

    /**
     * The text of the expression that the blocks stand for, with as much as can be of how an earlier text was written.
     *
     * @param before the text that the blocks were made of before they were changed
     */
    public String text(String before) {
        return Expressions.parse(text()) instanceof Parsed.Valid(Expression expression)
                ? Expressions.print(expression, before)
                : text();
    }

    /** The text of the expression that the blocks stand for; empty where there are none, as for every packet. */
    public String text() {
        List<String> parts = blocks.stream()
                .map(block -> block.alternatives().stream()
                        .map(Expressions::print)
                        .reduce((one, other) -> one + " " + Logic.OR.word() + " " + other)
                        .map(text -> block.alternatives().size() > 1 && blocks.size() > 1 ? "(" + text + ")" : text)
                        .orElseThrow())
                .toList();
        return String.join(" " + Logic.AND.word() + " ", parts);
    }

    private static List<Expression> parts(Logic logic, Expression expression) {
        return expression instanceof Expression.Combination combination && combination.logic() == logic
                ? combination.parts()
                : List.of(expression);
    }

    private static boolean isSingle(Expression expression) {
        return switch (expression) {
            case Expression.Not not -> !(not.inner() instanceof Expression.Not) && isSingle(not.inner());
            case Expression.Combination ignored -> false;
            default -> true;
        };
    }
}
