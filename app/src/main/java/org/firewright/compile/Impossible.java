package org.firewright.compile;

import java.util.Arrays;
import java.util.List;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Protocols;

/**
 * Finds formulas that ask for two families or two transport protocols at once. Such a rule would only cost time in the
 * kernel, and nft refuses to read it.
 */
final class Impossible {
    private static final int V4 = 1;
    private static final int V6 = 2;
    private static final int BOTH = V4 | V6;
    private static final NumberSet ANY =
            NumberSet.of(Protocols.COUNT - 1L, List.of()).complement();

    private Impossible() {}

    /** The formula, or {@link Formula#NEVER} where no packet is of all the families and protocols that it asks for. */
    static Formula resolve(Formula formula) {
        int families = BOTH;
        NumberSet protocols = ANY;
        for (Formula part : Formula.conjuncts(formula)) {
            if (part instanceof Formula.Leaf leaf) {
                families &= families(leaf.constraint());
                protocols = protocols.intersection(protocols(leaf.constraint()));
            }
        }
        return families == 0 || protocols.isEmpty() ? Formula.NEVER : formula;
    }

    private static int families(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfAddress address ->
                (address.values().v4Count() > 0 ? V4 : 0) | (address.values().v6Count() > 0 ? V6 : 0);
            case Constraint.OfNumber number when !number.whenMissing() -> families(number.quantity());
            case Constraint.OfBits bits when !bits.inverted() -> families(bits.quantity());
            case Constraint.OfFlag flag when !flag.inverted() && flag.field() != Field.IP_FRAG -> V6;
            default -> BOTH;
        };
    }

    private static int families(Quantity quantity) {
        if (quantity instanceof Quantity.OfField(Field field)) {
            return switch (field) {
                case IP_HDR_LEN, IP_OPT_TYPE -> V4;
                case IP6_NEXTHDR -> V6;
                default -> BOTH;
            };
        }
        return BOTH;
    }

    private static NumberSet protocols(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfNumber number
            when !number.whenMissing() ->
                number.quantity().equals(new Quantity.OfField(Field.IP_PROTO))
                        ? number.values()
                        : protocols(number.quantity());
            case Constraint.OfBits bits when !bits.inverted() -> protocols(bits.quantity());
            case Constraint.OfPayload payload
            when !payload.inverted() ->
                payload.field().header().map(Impossible::protocols).orElse(ANY);
            default -> ANY;
        };
    }

    private static NumberSet protocols(Quantity quantity) {
        return switch (quantity) {
            case Quantity.OfField(Field field) ->
                field.header().map(Impossible::protocols).orElse(ANY);
            case Quantity.Slice slice -> protocols(slice.header());
            case Quantity.OfTable ignored -> ANY;
        };
    }

    private static NumberSet protocols(Header header) {
        return switch (header) {
            case IP -> ANY;
            case TCP -> only(Protocols.TCP);
            case UDP -> only(Protocols.UDP);
            case ICMP -> only(Protocols.ICMP, Protocols.ICMPV6);
        };
    }

    private static NumberSet only(long... numbers) {
        return NumberSet.of(
                Protocols.COUNT - 1L,
                Arrays.stream(numbers)
                        .mapToObj(number -> new NumberSet.Range(number, number))
                        .toList());
    }
}
