package org.firewright.analyse;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;

/** Finds protocols of which an expression negates a field without ever asking for the protocol. */
final class Negations {
    private final Set<Header> negated = EnumSet.noneOf(Header.class);
    private final Set<Header> asked = EnumSet.noneOf(Header.class);
    private boolean protocol;

    private Negations() {}

    static Set<Header> untested(Expression expression) {
        Negations negations = new Negations();
        negations.collect(expression, true);
        if (negations.protocol) {
            return Set.of();
        }
        negations.negated.removeAll(negations.asked);
        return negations.negated;
    }

    private void collect(Expression expression, boolean positive) {
        switch (expression) {
            case Expression.Not not -> collect(not.inner(), !positive);
            case Expression.Combination combination -> combination.parts().forEach(part -> collect(part, positive));
            case Expression.Comparison comparison ->
                add(comparison.operand(), positive == (comparison.relation() != Relation.NOT_EQUAL));
            case Expression.InSet set -> add(set.operand(), positive);
            case Expression.Flag flag -> add(flag.field().header(), positive);
            case Expression.InList ignored -> {}
            case Expression.Rate ignored -> {}
        }
    }

    private void add(Operand operand, boolean positive) {
        switch (operand) {
            case Operand.OfField(Field field, var ignored) -> {
                protocol |= field == Field.IP_PROTO || field == Field.IP6_NEXTHDR;
                add(field.header(), positive);
            }
            case Operand.BitSlice slice ->
                add(Optional.of(slice.header()).filter(header -> header != Header.IP), positive);
        }
    }

    private void add(Optional<Header> header, boolean positive) {
        header.ifPresent(positive ? asked::add : negated::add);
    }
}
