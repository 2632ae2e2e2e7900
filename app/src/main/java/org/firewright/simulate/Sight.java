package org.firewright.simulate;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.firewright.expression.Expression;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.Span;
import org.firewright.expression.Value;

/** What single conditions see in a packet, for people. */
final class Sight {
    private static final int SHOWN = 64;

    private Sight() {}

    static void collect(Expression expression, Packet packet, Tests tests, List<Trace.Seen> seen) {
        switch (expression) {
            case Expression.Not(Expression inner, Span ignored) -> collect(inner, packet, tests, seen);
            case Expression.Combination combination ->
                combination.parts().forEach(part -> collect(part, packet, tests, seen));
            case Expression.Comparison comparison -> seen.add(seen(expression, comparison.operand(), packet, tests));
            case Expression.InSet set -> seen.add(seen(expression, set.operand(), packet, tests));
            case Expression.InList in -> seen.add(seen(expression, in.operand(), packet, tests));
            case Expression.Flag flag -> {
                boolean holds = holds(expression, packet, tests);
                seen.add(new Trace.Seen(flag, holds, Boolean.toString(holds)));
            }
            case Expression.Rate rate -> seen.add(new Trace.Seen(rate, false, Trace.UNKNOWN));
        }
    }

    private static Trace.Seen seen(Expression expression, Operand operand, Packet packet, Tests tests) {
        return new Trace.Seen(expression, holds(expression, packet, tests), value(operand, packet, tests));
    }

    private static boolean holds(Expression expression, Packet packet, Tests tests) {
        try {
            return tests.of(expression).holds(packet);
        } catch (NotSimulated e) {
            throw new IllegalStateException("Rules that cannot be simulated take no part.", e);
        }
    }

    private static String value(Operand operand, Packet packet, Tests tests) {
        return switch (operand) {
            case Operand.OfField(Field field, Span ignored) ->
                switch (field.type()) {
                    case ADDRESS -> {
                        IpAddress address = FieldValues.address(field, packet);
                        yield address == null ? "" : address.text();
                    }
                    case NUMBER -> number(tests.number(field, packet));
                    case TEXT -> {
                        if (field == Field.IP_GEOIP_COUNTRY) {
                            yield Stream.of(Field.IP_SRC_COUNTRY, Field.IP_DST_COUNTRY)
                                    .map(side -> tests.text(side, packet))
                                    .filter(Objects::nonNull)
                                    .map(Sight::shown)
                                    .collect(Collectors.joining(" and "));
                        }
                        String text = tests.text(field, packet);
                        yield text == null ? "" : shown(text);
                    }
                    case FLAG -> Boolean.toString(FieldValues.flag(field, packet));
                };
            case Operand.BitSlice slice ->
                number(packet.bits(slice.header(), slice.start(), slice.end() - slice.start()));
        };
    }

    private static String number(long number) {
        return number == Packet.MISSING ? "" : Long.toString(number);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN
                ? Expressions.print(new Value.Text(text))
                : Expressions.print(new Value.Text(text.substring(0, SHOWN))) + "…";
    }
}
