package org.firewright.analyse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.firewright.expression.Field;
import org.firewright.expression.Header;

/** The packets that there are, divided by all that some rules ask; sets of them are diagrams. */
final class Space {
    private final Dimensions dimensions;
    private final Diagrams diagrams = new Diagrams();
    private final Map<Formula.Member, Integer> members = new HashMap<>();
    private final IdentityHashMap<Formula, Integer> known = new IdentityHashMap<>();
    private final int world;
    private final List<Integer> preferences;

    /**
     * Divides the dimensions.
     *
     * @param world what holds for every packet
     * @param preferences what a likely packet is like, the most important first
     */
    Space(Dimensions dimensions, Formula world, List<Formula> preferences) {
        this.dimensions = dimensions;
        dimensions.divide();
        int possible = diagrams.not(Diagrams.NONE);
        for (Dimension<?> dimension : dimensions.ordered()) {
            BitSet all = new BitSet();
            all.set(0, dimension.classes());
            possible = diagrams.and(possible, dimension.encode(diagrams, all));
        }
        this.world = diagrams.and(possible, of(world));
        this.preferences = preferences.stream().map(this::of).toList();
    }

    Diagrams diagrams() {
        return diagrams;
    }

    Dimensions dimensions() {
        return dimensions;
    }

    /** All packets there are. */
    int world() {
        return world;
    }

    /** The packets for which the formula holds. */
    int packets(Formula formula) {
        return diagrams.and(world, of(formula));
    }

    /** The same without regard to which packets there are: to be combined further. */
    int of(Formula formula) {
        Integer found = known.get(formula);
        if (found == null) {
            found = switch (formula) {
                case Formula.Member member -> members.computeIfAbsent(member, this::member);
                case Formula.Not(Formula inner) -> diagrams.not(of(inner));
                case Formula.All(List<Formula> parts) ->
                    parts.stream().map(this::of).reduce(Diagrams.ALL, diagrams::and);
                case Formula.Any(List<Formula> parts) -> any(parts);
                case Formula.Odd(List<Formula> parts) ->
                    parts.stream().map(this::of).reduce(Diagrams.NONE, diagrams::xor);
            };
            known.put(formula, found);
        }
        return found;
    }

    private int any(List<Formula> parts) {
        return parts.stream().map(this::of).reduce(Diagrams.NONE, diagrams::or);
    }

    private int member(Formula.Member member) {
        return member.dimension().encode(diagrams, member.dimension().classesOf(member.set()));
    }

    /** The classes of one likely packet of a set that is not empty, by dimension. */
    Map<Dimension<?>, Integer> example(int packets) {
        int likely = packets;
        for (int preference : preferences) {
            int narrower = diagrams.and(likely, preference);
            likely = narrower == Diagrams.NONE ? likely : narrower;
        }
        Map<Dimension<?>, Integer> classes = new HashMap<>();
        for (Dimension<?> dimension : dimensions.ordered()) {
            int code = 0;
            for (int bit = 0; bit < dimension.bits(); bit++) {
                int level = dimension.firstLevel() + bit;
                boolean set = diagrams.clear(likely, level) == Diagrams.NONE;
                likely = set ? diagrams.set(likely, level) : diagrams.clear(likely, level);
                code = code << 1 | (set ? 1 : 0);
            }
            classes.put(dimension, code);
        }
        return classes;
    }

    /** What likely packets are like: whole, of a common protocol, with nothing special about them. */
    static List<Formula> likely(Dimensions dimensions, Conditions conditions) {
        List<Formula> likely = new ArrayList<>();
        likely.add(Conditions.member(dimensions.fragment, Numbers.of(Dimensions.WHOLE)));
        likely.add(conditions.protocol(6, 17, 1, 58));
        Stream.of(dimensions.sourcePort, dimensions.destinationPort, dimensions.tcpFlags)
                .forEach(dimension -> likely.add(World.there(dimension)));
        likely.add(Formula.any(new Formula.Not(conditions.protocol(6)), World.there(dimensions.tcpFlags)));
        likely.add(Formula.any(new Formula.Not(conditions.header(Header.ICMP)), World.there(dimensions.icmpCode)));
        for (Field field : List.of(Field.IP6_HOPOPTS, Field.IP6_ROUTING, Field.IP6_DSTOPTS)) {
            if (dimensions.has(field)) {
                likely.add(new Formula.Not(Conditions.yes(dimensions.of(field))));
            }
        }
        for (Field name : List.of(Field.IIF, Field.OIF)) {
            if (dimensions.has(name)) {
                likely.add(World.there(dimensions.of(name)));
            }
        }
        if (dimensions.has(Field.IP_HDR_LEN)) {
            NumberDimension words = dimensions.of(Field.IP_HDR_LEN);
            likely.add(Conditions.member(words, Numbers.of(Numbers.MISSING, 5)));
        }
        for (NumberDimension slice : dimensions.slices().values()) {
            likely.add(World.there(slice));
        }
        dimensions.questions().forEach(question -> likely.add(new Formula.Not(Conditions.yes(question))));
        likely.add(conditions.version(false));
        return likely;
    }
}
