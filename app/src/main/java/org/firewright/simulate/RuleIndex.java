package org.firewright.simulate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;

/** Tells which of many rules can hold for a packet at all, by its addresses and its destination port. */
final class RuleIndex {
    private final Axis<IpAddress> source;
    private final Axis<IpAddress> destination;
    private final Axis<Long> port;

    private RuleIndex(List<Optional<Expression>> rules) {
        source = new Axis<IpAddress>(demands(rules, rule -> Requirement.address(rule, Field.IP_SRC)));
        destination = new Axis<IpAddress>(demands(rules, rule -> Requirement.address(rule, Field.IP_DST)));
        port = new Axis<Long>(demands(rules, Requirement::destinationPort));
    }

    /** Rules by their expressions; one without holds for every packet. */
    static RuleIndex of(List<Optional<Expression>> rules) {
        return new RuleIndex(rules);
    }

    private static <T> List<Optional<List<Requirement.Range<T>>>> demands(
            List<Optional<Expression>> rules, Function<Expression, Optional<List<Requirement.Range<T>>>> demand) {
        return rules.stream().map(rule -> rule.flatMap(demand)).toList();
    }

    /** Rules that may hold, each axis's by a bit a rule; they hold only if they are in all three. */
    static final class Candidates {
        private final long[] one;
        private final long[] two;
        private final long[] three;

        private Candidates(long[] one, long[] two, long[] three) {
            this.one = one;
            this.two = two;
            this.three = three;
        }

        /** The first one from a rule on, by its place from 0 on; -1 where there is none. */
        int next(int from) {
            int word = from / Long.SIZE;
            long above = -1L << from % Long.SIZE;
            while (word < one.length) {
                long rules = one[word] & two[word] & three[word] & above;
                if (rules != 0) {
                    return word * Long.SIZE + Long.numberOfTrailingZeros(rules);
                }
                above = -1L;
                word++;
            }
            return -1;
        }
    }

    Candidates candidates(Packet packet) {
        long number = packet.destinationPort();
        return new Candidates(
                source.rules(packet.source()),
                destination.rules(packet.destination()),
                port.rules(number == Packet.MISSING ? null : number));
    }
}
