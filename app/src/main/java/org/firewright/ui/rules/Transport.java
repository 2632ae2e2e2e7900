package org.firewright.ui.rules;

import java.util.Optional;
import org.firewright.expression.Blocks;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;

/** The transport protocol that a condition asks for without saying so. */
final class Transport {
    private Transport() {}

    /** Both protocols, such as "TCP and UDP", where no packet can meet the text and the condition; else empty. */
    static Optional<String> clash(String when, Expression condition) {
        Optional<Header> wanted = of(condition);
        return wanted.flatMap(header -> Conditions.blocks(when).map(Blocks::blocks).stream()
                .flatMap(java.util.List::stream)
                .filter(block -> block.alternatives().size() == 1)
                .flatMap(block -> of(block.alternatives().getFirst()).stream())
                .filter(other -> other != header)
                .findFirst()
                .map(other -> other.name() + " and " + header.name()));
    }

    /** The header that a packet needs to meet the condition; empty where it needs none. */
    private static Optional<Header> of(Expression condition) {
        return switch (condition) {
            case Expression.Comparison comparison ->
                comparison.relation() == Relation.NOT_EQUAL ? Optional.empty() : of(comparison.operand());
            case Expression.InSet set -> of(set.operand());
            case Expression.Flag(Field field, var span) -> of(field);
            default -> Optional.empty();
        };
    }

    private static Optional<Header> of(Operand operand) {
        return switch (operand) {
            case Operand.OfField(Field field, var span) -> of(field);
            case Operand.BitSlice slice -> slice.header() == Header.IP ? Optional.empty() : Optional.of(slice.header());
        };
    }

    private static Optional<Header> of(Field field) {
        for (Header header : new Header[] {Header.TCP, Header.UDP, Header.ICMP}) {
            if (field.text().startsWith(header.text() + ".")) {
                return Optional.of(header);
            }
        }
        return field == Field.SIP ? Optional.of(Header.UDP) : Optional.empty();
    }
}
