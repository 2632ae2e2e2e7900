package org.firewright.analyse;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Expressions;
import org.firewright.expression.Protocols;
import org.firewright.expression.Value;

/**
 * A set of packets in words.
 *
 * @param text an expression, or nearly one where the language has no word for a thing; empty for every packet
 * @param whole whether it tells all the packets of the set
 */
record Region(String text, boolean whole) {
    private static final int ITEMS = 8;

    /**
     * A box around an example of the set: what does not matter there is left out, the rest is as wide as it can be.
     *
     * @param example the classes of one packet of the set
     */
    static Region of(Space space, int packets, Map<Dimension<?>, Integer> example) {
        Diagrams diagrams = space.diagrams();
        Map<Dimension<?>, Integer> bounds = new LinkedHashMap<>();
        Map<Dimension<?>, BitSet> classes = new LinkedHashMap<>();
        for (Dimension<?> dimension : space.dimensions().ordered()) {
            BitSet one = new BitSet();
            one.set(example.get(dimension));
            classes.put(dimension, one);
            bounds.put(dimension, dimension.encode(diagrams, one));
        }
        for (Dimension<?> dimension : space.dimensions().ordered()) {
            int others = space.world();
            for (Map.Entry<Dimension<?>, Integer> other : bounds.entrySet()) {
                others = other.getKey() == dimension ? others : diagrams.and(others, other.getValue());
            }
            int outside = diagrams.minus(others, packets);
            if (outside == Diagrams.NONE) {
                bounds.remove(dimension);
            } else {
                BitSet good = good(diagrams, dimension, others, outside);
                good.or(classes.get(dimension));
                classes.put(dimension, good);
                bounds.put(dimension, dimension.encode(diagrams, good));
            }
        }
        int box = bounds.values().stream().reduce(space.world(), diagrams::and);
        String text = space.dimensions().inReadingOrder().stream()
                .filter(bounds::containsKey)
                .map(dimension -> text(dimension, classes.get(dimension)))
                .collect(Collectors.joining(" and "));
        return new Region(text, box == packets);
    }

    /** The classes that some of the packets have, and none of those outside of the set. */
    private static BitSet good(Diagrams diagrams, Dimension<?> dimension, int packets, int outside) {
        BitSet good = new BitSet();
        for (int number = 0; number < dimension.classes(); number++) {
            BitSet one = new BitSet();
            one.set(number);
            int having = dimension.encode(diagrams, one);
            boolean some = diagrams.and(packets, having) != Diagrams.NONE;
            if (some && diagrams.and(outside, having) == Diagrams.NONE) {
                good.set(number);
            }
        }
        return good;
    }

    private static String text(Dimension<?> dimension, BitSet classes) {
        return switch (dimension) {
            case AddressDimension addresses -> {
                List<AddressRange> ranges = classes.stream()
                        .boxed()
                        .flatMap(number -> addresses.ranges(number).stream())
                        .sorted((one, other) -> one.first().compareTo(other.first()))
                        .toList();
                yield dimension.name() + " in {"
                        + listed(ranges.stream().map(AddressRange::text).toList()) + "}";
            }
            case NumberDimension numbers -> text(numbers, classes);
        };
    }

    private static String text(NumberDimension numbers, BitSet classes) {
        List<long[]> ranges = Numbers.union(classes.stream()
                        .boxed()
                        .flatMap(number -> numbers.ranges(number).stream())
                        .toList())
                .pairs();
        boolean missing = ranges.getFirst()[0] == Numbers.MISSING;
        List<String> items = ranges.stream()
                .filter(range -> range[1] >= 0)
                .map(range -> item(numbers, Math.max(0, range[0]), range[1]))
                .toList();
        if (items.isEmpty()) {
            return "no " + numbers.name();
        }
        return numbers.name() + " in {" + listed(items) + "}" + (missing ? " or missing" : "");
    }

    private static String item(NumberDimension numbers, long first, long last) {
        if (numbers.name().equals("ip.proto")) {
            String from = quoted(Protocols.name((int) first));
            return first == last ? from : from + ".." + quoted(Protocols.name((int) last));
        }
        if (numbers.textOf(first).isPresent() && first == last) {
            return quoted(numbers.textOf(first).get());
        }
        return first == last ? Long.toString(first) : first + ".." + last;
    }

    private static String quoted(String text) {
        return Expressions.print(new Value.Text(text));
    }

    private static String listed(List<String> items) {
        return items.stream().limit(ITEMS).collect(Collectors.joining(" ")) + (items.size() > ITEMS ? " …" : "");
    }
}
