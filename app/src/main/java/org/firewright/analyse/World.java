package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import org.firewright.expression.Field;
import org.firewright.expression.Header;
import org.firewright.expression.Operand;
import org.firewright.expression.Protocols;

/**
 * Which combinations of values packets can have. It leaves out only what cannot be, and perhaps not all of that; so
 * what holds for all of its packets holds for all there are.
 */
final class World {
    /** IPv6 headers that are followed by another (RFC 8200, section 4). */
    private static final long HOP_OPTIONS = 0;

    private static final long ROUTING = 43;
    private static final long FRAGMENT = 44;
    private static final long AUTHENTICATION = 51;
    private static final long DESTINATION_OPTIONS = 60;

    /** Those that are followed by another header, whose place in the packet they tell. */
    static final Numbers EXTENSIONS = Numbers.of(HOP_OPTIONS, ROUTING, FRAGMENT, DESTINATION_OPTIONS);

    private final Dimensions dimensions;
    private final Conditions conditions;
    private final List<Formula> rules = new ArrayList<>();

    private World(Dimensions dimensions, Conditions conditions) {
        this.dimensions = dimensions;
        this.conditions = conditions;
    }

    /** What holds for every packet. Asked last before the dimensions are divided: it depends on which there are. */
    static Formula of(Dimensions dimensions, Conditions conditions) {
        World world = new World(dimensions, conditions);
        if (dimensions.has(Field.IP_LEN)) {
            dimensions.of(Field.IP6_HOPOPTS); // whose packets may tell no length
        }
        world.addresses();
        world.transport();
        world.header();
        world.extensions();
        world.questions();
        world.rules.addAll(PacketLengths.of(dimensions, conditions));
        return new Formula.All(world.rules);
    }

    private void addresses() {
        AddressDimension destination = dimensions.destination;
        for (boolean v6 : new boolean[] {false, true}) {
            int family = destination.add(v6 ? AddressDimension.ALL_V6 : AddressDimension.ALL_V4);
            rules.add(Formula.same(conditions.version(v6), new Formula.Member(destination, family)));
        }
    }

    /** A field is there only when its protocol's header is, and when the field before it is. */
    private void transport() {
        Formula ports = conditions.protocol(Protocols.TCP, Protocols.UDP);
        Formula icmp = conditions.header(Header.ICMP);
        Formula later = is(dimensions.fragment, Dimensions.LATER_FRAGMENT);
        Formula source = there(dimensions.sourcePort);
        Formula type = there(dimensions.icmpType);
        rules.add(Formula.implies(source, Formula.all(ports, new Formula.Not(later))));
        rules.add(Formula.implies(there(dimensions.destinationPort), source));
        rules.add(Formula.implies(
                there(dimensions.tcpFlags),
                Formula.all(there(dimensions.destinationPort), conditions.protocol(Protocols.TCP))));
        rules.add(Formula.implies(type, Formula.all(icmp, new Formula.Not(later))));
        rules.add(Formula.implies(there(dimensions.icmpCode), type));
        for (Operand.BitSlice slice : List.copyOf(dimensions.slices().keySet())) {
            Formula bits = there(dimensions.of(slice));
            switch (slice.header()) {
                case IP -> {} // the IP header's bits go on behind it, so any may be there
                case TCP, UDP, ICMP ->
                    rules.add(Formula.implies(
                            bits, Formula.all(conditions.header(slice.header()), new Formula.Not(later))));
            }
        }
    }

    private void header() {
        Formula v4 = conditions.version(false);
        if (dimensions.has(Field.IP_HDR_LEN)) {
            headerLength(v4);
        }
        if (dimensions.has(Field.IP_OPT_TYPE)) {
            Formula option = there(dimensions.of(Field.IP_OPT_TYPE));
            NumberDimension words = dimensions.of(Field.IP_HDR_LEN);
            Formula longer = Conditions.member(words, Numbers.range(6, 15));
            rules.add(Formula.implies(option, longer));
            // What lies behind the options is there only when they are.
            Formula behind = Formula.any(there(dimensions.sourcePort), there(dimensions.icmpType));
            rules.add(Formula.implies(Formula.all(longer, behind), option));
            headerLength(v4);
        }
    }

    /** The kernel takes no packet with a header that is shorter than its fixed part (RFC 791, section 3.1). */
    private void headerLength(Formula v4) {
        NumberDimension words = dimensions.of(Field.IP_HDR_LEN);
        rules.add(Formula.same(v4, Conditions.member(words, Numbers.range(5, 15))));
        rules.add(Formula.same(v4, there(words)));
    }

    private void extensions() {
        Formula v6 = conditions.version(true);
        rules.add(Formula.implies(new Formula.Not(v6), there(dimensions.protocol)));
        rules.add(Formula.implies(
                v6, new Formula.Not(conditions.protocol(HOP_OPTIONS, ROUTING, FRAGMENT, DESTINATION_OPTIONS))));
        List<Formula> behind = new ArrayList<>();
        for (Field flag : List.of(Field.IP6_HOPOPTS, Field.IP6_ROUTING, Field.IP6_DSTOPTS)) {
            if (dimensions.has(flag)) {
                rules.add(Formula.implies(Conditions.yes(dimensions.of(flag)), v6));
                behind.add(Conditions.yes(dimensions.of(flag)));
            }
        }
        Formula fragment = new Formula.Not(is(dimensions.fragment, Dimensions.WHOLE));
        behind.add(Formula.all(v6, fragment));
        if (dimensions.has(Field.IP6_NEXTHDR)) {
            nextHeader(dimensions.of(Field.IP6_NEXTHDR), v6, fragment, behind);
        }
    }

    /** Without extension headers the next header is the protocol; each of them shows, unless the packet ends there. */
    private void nextHeader(NumberDimension next, Formula v6, Formula fragment, List<Formula> behind) {
        NumberDimension protocol = dimensions.protocol;
        Formula cut = new Formula.Not(there(protocol));
        Formula extended = Conditions.member(next, EXTENSIONS);
        rules.add(Formula.same(v6, there(next)));
        Formula last = Formula.all(v6, new Formula.Not(extended));
        rules.add(Formula.implies(last, new Formula.Not(new Formula.Any(behind))));
        rules.add(Formula.implies(Formula.all(last, new Formula.Not(is(next, AUTHENTICATION))), there(protocol)));
        // Both are asked for the same sets, so the two are in the same of them.
        List.copyOf(next.sets()).forEach(protocol::add);
        for (Numbers set : List.copyOf(protocol.sets())) {
            Formula same = Formula.same(Conditions.member(next, set), Conditions.member(protocol, set));
            rules.add(Formula.implies(Formula.all(last, there(protocol)), same));
        }
        rules.add(Formula.implies(is(next, FRAGMENT), Formula.any(fragment, cut)));
        shows(next, HOP_OPTIONS, Field.IP6_HOPOPTS, cut);
        shows(next, ROUTING, Field.IP6_ROUTING, cut);
        shows(next, DESTINATION_OPTIONS, Field.IP6_DSTOPTS, cut);
    }

    private void shows(NumberDimension next, long header, Field flag, Formula cut) {
        if (dimensions.has(flag)) {
            rules.add(Formula.implies(is(next, header), Formula.any(Conditions.yes(dimensions.of(flag)), cut)));
        }
    }

    private void questions() {
        Formula later = is(dimensions.fragment, Dimensions.LATER_FRAGMENT);
        dimensions
                .payloads()
                .forEach((dimension, asked) -> rules.add(Formula.implies(
                        Conditions.yes(dimension),
                        Formula.all(conditions.header(asked.field().header().orElseThrow()), new Formula.Not(later)))));
        if (dimensions.has(Field.SIP)) {
            rules.add(Formula.implies(Conditions.yes(dimensions.of(Field.SIP)), conditions.protocol(Protocols.UDP)));
        }
        if (dimensions.has(Field.DNS)) {
            rules.add(Formula.implies(
                    Conditions.yes(dimensions.of(Field.DNS)), conditions.protocol(Protocols.UDP, Protocols.TCP)));
        }
    }

    static Formula there(NumberDimension dimension) {
        return Conditions.member(dimension, Numbers.range(0, dimension.last()));
    }

    private static Formula is(NumberDimension dimension, long value) {
        return Conditions.member(dimension, Numbers.of(value));
    }
}
