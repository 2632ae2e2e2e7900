package org.firewright.ui.rules;

import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;

/** Which conditions are asked of an eBPF program, as nftables has no word for them. */
final class Ebpf {
    private Ebpf() {}

    static boolean needed(Expression condition) {
        return switch (condition) {
            case Expression.Not(Expression inner, var span) -> needed(inner);
            case Expression.InList ignored -> true;
            case Expression.Rate ignored -> false;
            case Expression.Flag(Field field, var span) -> needed(field);
            case Expression.Comparison comparison -> needed(comparison.operand());
            case Expression.InSet set -> needed(set.operand());
            case Expression.Combination combination ->
                combination.parts().stream().anyMatch(Ebpf::needed);
        };
    }

    private static boolean needed(Operand operand) {
        return operand instanceof Operand.OfField(Field field, var span) && needed(field);
    }

    private static boolean needed(Field field) {
        return switch (field) {
            case IP_SRC_COUNTRY,
                    IP_DST_COUNTRY,
                    IP_GEOIP_COUNTRY,
                    IP_SRC_ASNUM,
                    IP_DST_ASNUM,
                    TCP_PAYLOAD,
                    UDP_PAYLOAD,
                    SIP,
                    DNS -> true;
            default -> false;
        };
    }
}
