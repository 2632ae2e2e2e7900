package org.firewright.analyse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.firewright.agent.api.Hook;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Operand;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;
import org.firewright.policy.Way;

/**
 * The ways of packets through the hooks of a namespace, and what of a packet stays as it is from one policy to a later
 * one. Only what the kernel itself does on the way is thought of: it puts fragments together, counts hops and tracks
 * connections. Where it may do so, packets are taken to arrive that perhaps do not, never the other way round.
 */
final class Passage {
    /** NF_IP_PRI_CONNTRACK_DEFRAG in linux/netfilter_ipv4.h: before packets are tracked, they are put together. */
    private static final int DEFRAGMENTED = -400;

    private final Dimensions dimensions;
    private final Formula whole;
    private final Formula first;
    private final Formula behind;
    private final Formula v4;

    /** Asked before the dimensions are divided. */
    Passage(Dimensions dimensions, Conditions conditions) {
        this.dimensions = dimensions;
        this.whole = Conditions.member(dimensions.fragment, Numbers.of(Dimensions.WHOLE));
        this.first = Conditions.member(dimensions.fragment, Numbers.of(Dimensions.FIRST_FRAGMENT));
        this.behind = Conditions.member(dimensions.fragment, Numbers.of(Dimensions.LATER_FRAGMENT));
        this.v4 = conditions.version(false);
    }

    /** For each way on which packets come to a hook: the hooks before it, in order. */
    static List<List<Hook>> before(Hook hook) {
        return Arrays.stream(Way.values())
                .map(Way::hooks)
                .filter(way -> way.contains(hook))
                .map(way -> way.subList(0, way.indexOf(hook)))
                .distinct()
                .toList();
    }

    /** Whether every packet that comes to the later policy over these hooks has met the earlier one. */
    static boolean isBefore(Policy earlier, Policy later, List<Hook> hooksBefore) {
        return earlier.hook() == later.hook()
                ? earlier.priority() < later.priority()
                : hooksBefore.contains(earlier.hook());
    }

    /** The packets that may come to the later policy, of those that pass the earlier one. */
    int arriving(Space space, Policy earlier, Policy later, int passed) {
        Diagrams diagrams = space.diagrams();
        int same = diagrams.whatever(passed, changing(earlier, later));
        boolean early = mayTrack(earlier.hook()) && earlier.priority() <= DEFRAGMENTED;
        boolean stays = earlier.hook() == later.hook() && later.priority() < DEFRAGMENTED;
        if (early && !stays) {
            return diagrams.or(same, together(space, passed, diagrams.not(Diagrams.NONE)));
        }
        // The kernel puts fragments of IPv4 together before it gives them to the hook input, and no others
        // (ip_input.c).
        boolean delivered = earlier.hook() != later.hook() && later.hook() == Hook.INPUT;
        return delivered ? diagrams.or(same, together(space, passed, space.of(v4))) : same;
    }

    /** Packets that are put together of fragments that have passed: of the first one, and of another that came last. */
    private int together(Space space, int passed, int family) {
        Diagrams diagrams = space.diagrams();
        // A first fragment of IPv4 has eight bytes of the transport header at least; one of IPv6 may have none.
        Set<Dimension<?>> ends = Set.of(dimensions.source, dimensions.destination);
        Set<Dimension<?>> ofV4 = Stream.concat(
                        ends.stream(),
                        Stream.of(
                                dimensions.protocol,
                                dimensions.sourcePort,
                                dimensions.destinationPort,
                                dimensions.icmpType,
                                dimensions.icmpCode))
                .collect(Collectors.toUnmodifiableSet());
        int firsts = diagrams.and(passed, space.of(first));
        int v4Firsts = diagrams.whatever(diagrams.and(firsts, space.of(v4)), levels(each -> !ofV4.contains(each)));
        int v6Firsts = diagrams.whatever(diagrams.minus(firsts, space.of(v4)), levels(each -> !ends.contains(each)));
        int others = diagrams.whatever(
                diagrams.and(passed, space.of(behind)), levels(each -> !ends.contains(each) && !isOf(each, Field.IIF)));
        int all = diagrams.and(diagrams.or(v4Firsts, v6Firsts), others);
        return diagrams.and(diagrams.and(all, space.of(whole)), family);
    }

    /** The levels of what may be another value for the same packet at the later policy. */
    private BitSet changing(Policy earlier, Policy later) {
        boolean elsewhere = earlier.hook() != later.hook();
        boolean hop = elsewhere && later.hook() != Hook.INPUT && earlier.hook() != Hook.OUTPUT;
        boolean leaves = elsewhere && later.hook() == Hook.POSTROUTING;
        boolean tracked = mayTrack(earlier.hook())
                && earlier.priority() <= HookFields.TRACKING
                && (elsewhere || later.priority() >= HookFields.TRACKING);
        return levels(each -> (hop && (isOf(each, Field.IP_TTL) || isOfHeader(each)))
                || (leaves && (isOf(each, Field.IIF) || isOf(each, Field.OIF)))
                || (tracked && isOf(each, Field.CT_STATE)));
    }

    private boolean isOf(Dimension<?> dimension, Field field) {
        return dimensions.has(field) && dimensions.of(field).equals(dimension);
    }

    private boolean isOfHeader(Dimension<?> dimension) {
        Map<Operand.BitSlice, NumberDimension> slices = dimensions.slices();
        return slices.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().header() == Header.IP && each.getValue().equals(dimension));
    }

    private BitSet levels(Predicate<Dimension<?>> which) {
        BitSet levels = new BitSet();
        dimensions.ordered().stream()
                .filter(which)
                .forEach(dimension -> levels.set(dimension.firstLevel(), dimension.firstLevel() + dimension.bits()));
        return levels;
    }

    private static boolean mayTrack(Hook hook) {
        return hook == Hook.PREROUTING || hook == Hook.OUTPUT;
    }
}
