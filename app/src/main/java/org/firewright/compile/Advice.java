package org.firewright.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.firewright.expression.Field;
import org.firewright.expression.Protocols;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;

/** Warnings about rules that compile, but may not mean what was meant. */
record Advice(String sentence, String remedy) {
    ProjectProblem at(Location location) {
        return ProjectProblem.warning(location, sentence, remedy);
    }

    static List<Advice> of(Formula formula) {
        if (formula.equals(Formula.NEVER)) {
            return List.of(new Advice("No packet can match, so the rule is not deployed.", ""));
        }
        List<Formula> parts = Formula.conjuncts(formula);
        List<Advice> advice = new ArrayList<>();
        Set<String> tested = new LinkedHashSet<>();
        for (Formula part : parts) {
            if (part instanceof Formula.Leaf leaf && leaf.constraint() instanceof Constraint.OfNumber number) {
                boolean isProtocol = number.quantity().equals(new Quantity.OfField(Field.IP_PROTO));
                if (isProtocol || !number.whenMissing()) {
                    tested.add(isProtocol ? "" : protocol(number.quantity()));
                }
            }
        }
        for (Formula part : parts) {
            if (part instanceof Formula.Leaf leaf
                    && leaf.constraint() instanceof Constraint.OfNumber number
                    && number.whenMissing()
                    && !protocol(number.quantity()).isEmpty()
                    && !tested.contains("")
                    && !tested.contains(protocol(number.quantity()))) {
                String field = number.quantity().text();
                String protocol = protocol(number.quantity());
                advice.add(new Advice(
                        "Packets that are not " + protocol + " have no " + field + " and match too.",
                        "If that is not meant, add: ip.proto == \"" + protocol + "\" and …"));
            }
        }
        return advice;
    }

    /** The protocol that a number belongs to, empty where it is not one alone. */
    private static String protocol(Quantity quantity) {
        return switch (quantity) {
            case Quantity.OfField(Field field) ->
                switch (field) {
                    case TCP_SRCPORT, TCP_DSTPORT, TCP_FLAGS -> Protocols.name(Protocols.TCP);
                    case UDP_SRCPORT, UDP_DSTPORT -> Protocols.name(Protocols.UDP);
                    default -> "";
                };
            case Quantity.OfTable ignored -> "";
            case Quantity.Slice slice ->
                switch (slice.header()) {
                    case TCP -> Protocols.name(Protocols.TCP);
                    case UDP -> Protocols.name(Protocols.UDP);
                    case IP, ICMP -> "";
                };
        };
    }
}
