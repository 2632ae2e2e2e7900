package org.firewright.compile;

import java.util.Locale;
import org.firewright.agent.api.Condition;
import org.firewright.expression.Field;
import org.firewright.expression.Relation;

/** Sentences that tell a person where a condition is decided, and why there. */
final class Explanations {
    private Explanations() {}

    /** What a condition is about, as it is written. */
    static String value(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfAddress address -> text(address.direction());
            case Constraint.OfNumber number -> number.quantity().text();
            case Constraint.OfBits bits -> bits.quantity().text();
            case Constraint.OfFlag flag -> flag.field().text();
            case Constraint.OfList list ->
                text(list.direction()) + " in $" + list.list().name();
            case Constraint.OfPayload payload -> payload.field().text();
            case Constraint.OfInterface names -> names.field().text();
            case Constraint.OfState ignored -> Field.CT_STATE.text();
            case Constraint.OfRate rate -> "the rate of " + text(rate.direction());
        };
    }

    /** That nftables does it. */
    static String nativeCondition(Constraint constraint) {
        String itself = "nftables compares " + value(constraint) + " itself";
        return switch (constraint) {
            case Constraint.OfAddress address when address.values().v6Count() == 0 -> itself + ", in IPv4 packets.";
            case Constraint.OfAddress address when address.values().v4Count() == 0 -> itself + ", in IPv6 packets.";
            case Constraint.OfAddress ignored ->
                "nftables compares " + value(constraint)
                        + " together with the family; IPv6 packets match too, because no IPv4 address equals theirs.";
            case Constraint.OfNumber number
            when number.quantity() instanceof Quantity.OfField(Field field) ->
                switch (field) {
                    case TCP_SRCPORT, TCP_DSTPORT, TCP_FLAGS -> itself + ", in TCP packets.";
                    case UDP_SRCPORT, UDP_DSTPORT -> itself + ", in UDP packets.";
                    case IP_TTL, IP_LEN, IP_DSCP ->
                        "nftables compares " + value(constraint)
                                + " together with the family, because IPv4 and IPv6 have it in different places.";
                    default -> itself + ".";
                };
            default -> itself + ".";
        };
    }

    /** Why nftables cannot say it. */
    static String whyProgram(Formula formula) {
        return switch (formula) {
            case Formula.Leaf leaf -> why(leaf.constraint());
            case Formula.Any ignored -> "nftables knows no \"or\" between different values within one rule.";
            case Formula.Odd ignored -> "nftables knows no \"xor\".";
            case Formula.All ignored -> "";
            case Formula.Constant ignored -> "";
        };
    }

    private static String why(Constraint constraint) {
        return switch (constraint) {
            case Constraint.OfAddress ignored ->
                "IPv4 and IPv6 addresses together are more than one comparison of nftables can say.";
            case Constraint.OfNumber(Quantity.OfTable table, var values, var missing) -> table(table);
            case Constraint.OfBits(Quantity.OfTable table, var mask, var inverted) -> table(table);
            case Constraint.OfNumber number when number.whenMissing() -> missing(number.quantity());
            case Constraint.OfBits bits when bits.inverted() -> missing(bits.quantity());
            case Constraint.OfNumber number ->
                "These values of " + number.quantity().text() + " are more than one comparison of nftables can say.";
            case Constraint.OfBits ignored -> "";
            case Constraint.OfFlag flag ->
                flag.field() == Field.IP_FRAG
                        ? "IPv4 and IPv6 tell fragments in different places, which one rule of nftables cannot look at."
                        : "The program follows the chain of extension headers.";
            case Constraint.OfPayload payload ->
                payload.relation() == Relation.CONTAINS || payload.relation() == Relation.MATCHES
                        ? "nftables cannot search in a payload; the program searches in its first "
                                + String.format(Locale.ROOT, "%,d", Payloads.SEARCHED) + " bytes."
                        : "nftables does not know where a payload begins.";
            case Constraint.OfList ignored -> "";
            case Constraint.OfInterface ignored -> "";
            case Constraint.OfState ignored -> "";
            case Constraint.OfRate ignored -> "";
        };
    }

    private static String table(Quantity.OfTable table) {
        return "It looks " + text(table.direction()) + " up in one table of "
                + (table.kind() == AddressTable.Kind.COUNTRIES ? "all countries" : "all autonomous systems") + " ("
                + ranges(table.table().ranges())
                + " with a value each), which a host holds once for all of its namespaces, and tests the value.";
    }

    private static String missing(Quantity quantity) {
        return "Packets without " + quantity.text()
                + " match too, and nftables ends a rule that asks for what is not there.";
    }

    static String text(Condition.Direction direction) {
        return switch (direction) {
            case SOURCE -> Field.IP_SRC.text();
            case DESTINATION -> Field.IP_DST.text();
        };
    }

    static String ranges(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "range" : "ranges");
    }
}
