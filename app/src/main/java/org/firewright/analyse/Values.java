package org.firewright.analyse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.simulate.Packet;

/** Likely values out of one class of every dimension. */
final class Values {
    /** Addresses for documentation: RFC 5737 and RFC 3849. */
    private static final List<IpAddress> SOURCES = addresses("198.51.100.7", "2001:db8::7");

    private static final List<IpAddress> DESTINATIONS = addresses("192.0.2.1", "2001:db8:1::1");

    private final Dimensions dimensions;
    private final Map<Dimension<?>, Integer> classes;

    Values(Dimensions dimensions, Map<Dimension<?>, Integer> classes) {
        this.dimensions = dimensions;
        this.classes = classes;
    }

    private static List<IpAddress> addresses(String... texts) {
        return List.of(texts).stream()
                .map(text -> IpAddress.parse(text).orElseThrow())
                .toList();
    }

    IpAddress source() {
        return dimensions.source.value(classes.get(dimensions.source), SOURCES);
    }

    IpAddress destination() {
        return dimensions.destination.value(classes.get(dimensions.destination), DESTINATIONS);
    }

    /** The first of the preferred values that the packet may have, otherwise any that it may have. */
    long number(NumberDimension dimension, long... preferred) {
        return dimension.value(classes.get(dimension), preferred);
    }

    /** As {@link #number(NumberDimension, long...)}; the first preferred value where no rule asks for the field. */
    long number(Field field, long... preferred) {
        return dimensions.has(field) ? number(dimensions.of(field), preferred) : preferred[0];
    }

    boolean may(Field field, long value) {
        return !dimensions.has(field) || dimensions.of(field).isIn(classes.get(dimensions.of(field)), value);
    }

    boolean yes(Field field) {
        return dimensions.has(field) && number(dimensions.of(field)) == 1;
    }

    boolean yes(NumberDimension question) {
        return number(question) == 1;
    }

    /** The least value not below the other one that the packet may have. */
    Optional<Long> atLeast(Field field, long least) {
        return dimensions.of(field).ranges(classes.get(dimensions.of(field))).stream()
                .filter(range -> range[1] >= least)
                .map(range -> Math.max(range[0], least))
                .findFirst();
    }

    Packet.Surroundings surroundings() {
        String state = !dimensions.has(Field.CT_STATE) || number(Field.CT_STATE) == Numbers.MISSING
                ? ""
                : Conditions.STATES.get((int) number(Field.CT_STATE));
        return new Packet.Surroundings(text(Field.IIF), text(Field.OIF), state);
    }

    private String text(Field field) {
        if (!dimensions.has(field) || number(field) == Numbers.MISSING) {
            return "";
        }
        return dimensions.of(field).textOf(number(field)).orElse("other0");
    }
}
