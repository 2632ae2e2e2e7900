package org.firewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Load;
import org.firewright.expression.Field;
import org.firewright.expression.Protocols;

/**
 * Constraints to conditions of one rule: native ones first, because they cost least and spare the others most packets.
 *
 * <p>nftables ends the rule when it is asked for a port that lies behind the end of a packet, so a negated condition on
 * a port does not hold then, although the language says that {@code !=} holds for what is missing. Of a later fragment,
 * which carries no ports, kernels up to 6.18 and perhaps newer ones compare the bytes that stand in the ports' place.
 * Where connections are tracked, neither is seen: fragments are put together before.
 */
final class Emitter {
    private static final Load NFPROTO = new Load.Meta(Load.Key.NFPROTO);
    private static final Load L4PROTO = new Load.Meta(Load.Key.L4PROTO);

    private final String setName;
    private final Set<Condition> natives = new LinkedHashSet<>();
    private final Set<Condition> programs = new LinkedHashSet<>();
    private final Set<ListContent> contents = new LinkedHashSet<>();
    private final List<ListFile> sets = new ArrayList<>();
    private final List<String> explanation = new ArrayList<>();

    /**
     * Begins a rule.
     *
     * @param setName the name that a list made of a set in the rule's text gets
     */
    Emitter(String setName) {
        this.setName = setName;
    }

    void emit(List<Constraint> constraints) {
        NumberSet protocol = constraints.stream()
                .filter(Constraint.OfNumber.class::isInstance)
                .map(Constraint.OfNumber.class::cast)
                .filter(number -> number.field() == Field.IP_PROTO)
                .map(Constraint.OfNumber::values)
                .findFirst()
                .orElse(null);
        for (Constraint constraint : constraints) {
            switch (constraint) {
                case Constraint.OfAddress address -> emit(address);
                case Constraint.OfNumber number when number.field() == Field.IP_PROTO -> emitProtocol(number);
                case Constraint.OfNumber number -> emitPort(number, protocol);
                case Constraint.OfList list -> emit(list);
            }
        }
    }

    /** All conditions in the order in which they are tried. */
    List<Condition> conditions() {
        List<Condition> all = new ArrayList<>(natives);
        all.addAll(programs);
        return all;
    }

    /** The lists that the conditions name. */
    Set<ListContent> contents() {
        return contents;
    }

    /** Contents of those lists that were made of sets in the text. */
    List<ListFile> sets() {
        return sets;
    }

    List<String> explanation() {
        return explanation;
    }

    private void emitProtocol(Constraint.OfNumber protocol) {
        NumberSet others = protocol.values().complement();
        boolean inverted = !others.isEmpty()
                && others.ranges().size() < protocol.values().ranges().size();
        add(List.of(L4PROTO), WireValues.numbers("", inverted ? others : protocol.values(), 1), inverted);
        explanation.add("nftables compares ip.proto itself.");
    }

    private void emitPort(Constraint.OfNumber port, NumberSet protocol) {
        boolean tcp = port.field() == Field.TCP_SRCPORT || port.field() == Field.TCP_DSTPORT;
        boolean source = port.field() == Field.TCP_SRCPORT || port.field() == Field.UDP_SRCPORT;
        int number = tcp ? Protocols.TCP : Protocols.UDP;
        String name = Protocols.name(number).toUpperCase(Locale.ROOT);
        Load load = (source ? HeaderField.SPORT : HeaderField.DPORT).load();
        NumberSet others = port.values().complement();
        boolean sure = protocol != null && protocol.equals(only(number));
        if (port.whenMissing() && !sure) {
            String prefix = WireValues.one(number);
            add(List.of(L4PROTO, load), WireValues.numbers(prefix, others, 2), true);
            explanation.add("nftables compares " + port.field().text() + " together with the protocol; packets that are"
                    + " not " + name + " match too, because they have no "
                    + port.field().text() + ".");
        } else {
            add(List.of(L4PROTO), WireValues.only(number), false);
            // Also when every port fits: the comparison tells that there is one.
            boolean inverted = !others.isEmpty()
                    && (others.ranges().size() < port.values().ranges().size() || port.whenMissing());
            add(List.of(load), WireValues.numbers("", inverted ? others : port.values(), 2), inverted);
            explanation.add("nftables compares " + port.field().text() + " itself, in " + name + " packets.");
        }
    }

    private static NumberSet only(int protocol) {
        return NumberSet.of(Protocols.COUNT - 1L, List.of(new NumberSet.Range(protocol, protocol)));
    }

    private void emit(Constraint.OfAddress address) {
        AddressRanges values = address.values();
        AddressRanges others = AddressSets.complement(values);
        String field = text(address.direction());
        if (values.v6Count() == 0) {
            add(List.of(NFPROTO), WireValues.only(WireValues.NFPROTO_IPV4), false);
            // Every IPv4 address needs no second look.
            if (others.v4Count() > 0) {
                add(List.of(v4(address.direction())), WireValues.v4("", values), false);
            }
            explanation.add("nftables compares " + field + " itself, in IPv4 packets.");
        } else if (values.v4Count() == 0) {
            add(List.of(NFPROTO), WireValues.only(WireValues.NFPROTO_IPV6), false);
            if (others.v6Count() > 0) {
                add(List.of(v6(address.direction())), WireValues.v6(values), false);
            }
            explanation.add("nftables compares " + field + " itself, in IPv6 packets.");
        } else if (others.v6Count() == 0) {
            String prefix = WireValues.one(WireValues.NFPROTO_IPV4);
            add(List.of(NFPROTO, v4(address.direction())), WireValues.v4(prefix, others), true);
            explanation.add("nftables compares " + field
                    + " together with the family; IPv6 packets match too, because no IPv4 address equals theirs.");
        } else {
            emitSet(address.direction(), values, others);
        }
    }

    /** Both families at once are more than one comparison of nftables can say, so they become a small list. */
    private void emitSet(Condition.Direction direction, AddressRanges values, AddressRanges others) {
        boolean inverted = others.count() < values.count();
        AddressRanges listed = inverted ? others : values;
        ListFile file = ListFile.of(listed);
        String name = sets.isEmpty() ? setName : setName + "-" + (sets.size() + 1);
        sets.add(file);
        contents.add(new ListContent(name, file.digest(), listed.count()));
        programs.add(new Condition.InList(direction, file.digest(), inverted));
        explanation.add("An eBPF program looks up " + text(direction) + " in the rule's own list of "
                + ranges(listed.count()) + ", because IPv4 and IPv6 addresses together are more than one comparison"
                + " of nftables can say.");
    }

    private void emit(Constraint.OfList list) {
        contents.add(list.list());
        programs.add(new Condition.InList(list.direction(), list.list().digest(), list.inverted()));
        explanation.add("An eBPF program looks up " + text(list.direction()) + " in $"
                + list.list().name() + " ("
                + ranges(list.list().ranges())
                + "): a host holds the list once, and all of its namespaces share it.");
    }

    private void add(List<Load> loads, List<Interval> values, boolean inverted) {
        natives.add(new Condition.Match(loads, values, inverted));
    }

    private static Load v4(Condition.Direction direction) {
        return switch (direction) {
            case SOURCE -> HeaderField.IP_SADDR.load();
            case DESTINATION -> HeaderField.IP_DADDR.load();
        };
    }

    private static Load v6(Condition.Direction direction) {
        return switch (direction) {
            case SOURCE -> HeaderField.IP6_SADDR.load();
            case DESTINATION -> HeaderField.IP6_DADDR.load();
        };
    }

    private static String text(Condition.Direction direction) {
        return switch (direction) {
            case SOURCE -> Field.IP_SRC.text();
            case DESTINATION -> Field.IP_DST.text();
        };
    }

    private static String ranges(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "range" : "ranges");
    }
}
