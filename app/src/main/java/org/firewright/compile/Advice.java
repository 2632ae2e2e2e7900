package org.firewright.compile;

import java.util.ArrayList;
import java.util.List;
import org.firewright.expression.Field;
import org.firewright.expression.Protocols;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;

/** Warnings about rules that compile, but may not mean what was meant. */
record Advice(String sentence, String remedy) {
    ProjectProblem at(Location location) {
        return ProjectProblem.warning(location, sentence, remedy);
    }

    static List<Advice> of(Demand demand) {
        if (demand.never()) {
            return List.of(new Advice("No packet can match, so the rule is not deployed.", ""));
        }
        List<Advice> advice = new ArrayList<>();
        boolean protocolTested = demand.constraints().stream()
                .anyMatch(constraint -> constraint instanceof Constraint.OfNumber number
                        && (number.field() == Field.IP_PROTO || !number.whenMissing()));
        for (Constraint constraint : demand.constraints()) {
            if (constraint instanceof Constraint.OfNumber number && number.whenMissing() && !protocolTested) {
                String field = number.field().text();
                boolean tcp = number.field() == Field.TCP_SRCPORT || number.field() == Field.TCP_DSTPORT;
                String protocol = Protocols.name(tcp ? Protocols.TCP : Protocols.UDP);
                advice.add(new Advice(
                        "Packets that are not " + protocol + " have no " + field + " and match too.",
                        "If that is not meant, add: ip.proto == \"" + protocol + "\" and …"));
            }
        }
        return advice;
    }
}
