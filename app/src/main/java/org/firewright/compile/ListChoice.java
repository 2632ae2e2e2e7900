package org.firewright.compile;

import java.util.Locale;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListKind;
import org.firewright.iplist.ListMemory;
import org.firewright.policy.ListHolding;

/**
 * How hosts are to hold a list, and why.
 *
 * @param inRules whether its ranges stand in the rules that name it, as nftables' own sets, so that no host needs the
 *     list beside them
 * @param kind how hosts hold it where they do
 * @param why a sentence with the memory that it takes
 * @param doubt why what the project asks for cannot be; empty where it can
 */
record ListChoice(boolean inRules, ListKind kind, String why, Optional<String> doubt) {
    /** More intervals than an agent takes in one condition. */
    static final int MOST_IN_A_RULE = 65_536;

    /** With more ranges a person no longer reads the rule, and nftables' tree is searched more slowly than a table. */
    private static final int FEW = 256;

    /**
     * Chooses.
     *
     * @param name of the list
     * @param uses how many rules with the list there are on one host, of all its namespaces; where hosts differ, the most
     */
    static ListChoice of(String name, AddressRanges ranges, ListHolding holding, int uses) {
        long count = ranges.count();
        long inRules = uses * ListMemory.nftSet(ranges);
        long table = ListMemory.table(ranges);
        boolean oneFamily = ranges.v4Count() == 0 || ranges.v6Count() == 0;
        String sets = "nftables' sets would take " + bytes(inRules) + (uses > 1 ? " in " + uses + " places" : "");
        String tries = "LPM tries " + bytes(ListMemory.tries(ranges));
        return switch (holding) {
            case NFT_SET -> {
                if (!oneFamily || count > MOST_IN_A_RULE) {
                    String reason = oneFamily
                            ? String.format(
                                    Locale.ROOT, "has %,d ranges, and a rule takes at most %,d", count, MOST_IN_A_RULE)
                            : "holds IPv4 and IPv6, which is more than one condition of nftables can say";
                    yield new ListChoice(
                            false,
                            ListKind.TABLE,
                            "$" + name + " is a packed table although the project asks for an nftables set: it "
                                    + reason + ".",
                            Optional.of("The list " + name + " cannot be an nftables set: it " + reason + "."));
                }
                yield inRules(name, "because the project says so", inRules, uses);
            }
            case TABLE ->
                shared(
                        ListKind.TABLE,
                        "$" + name + " is a packed table, because the project says so: about " + bytes(table)
                                + " once a host; " + sets + ", " + tries + ".");
            case TRIE ->
                shared(
                        ListKind.TRIE,
                        "$" + name + " is held in LPM tries, because the project says so: about "
                                + bytes(ListMemory.tries(ranges)) + " once a host, where a packed table would take "
                                + bytes(table) + ".");
            case CHOSEN -> {
                if (oneFamily && count > 0 && count <= FEW && inRules <= table) {
                    yield inRules(name, "because that is less than a table's " + bytes(table), inRules, uses);
                }
                String because = !oneFamily && count <= FEW
                        ? "because it holds IPv4 and IPv6, which is more than one condition of nftables can say"
                        : count <= FEW
                                ? "because so many places would need more for sets of their own"
                                : "because with so many ranges it takes less memory and is searched faster";
                yield shared(
                        ListKind.ANY,
                        "$" + name + " is a packed table, " + because + ": about " + bytes(table) + " once a host; "
                                + sets + ", " + tries + ".");
            }
        };
    }

    private static ListChoice shared(ListKind kind, String why) {
        return new ListChoice(false, kind, why, Optional.empty());
    }

    private static ListChoice inRules(String name, String because, long bytes, int uses) {
        return new ListChoice(
                true,
                ListKind.ANY,
                "$" + name + " stands in the rule itself, " + because + ": about " + bytes(bytes)
                        + (uses > 1 ? " in " + uses + " places of a host." : "."),
                Optional.empty());
    }

    /** In kB or MB, as people read it. */
    private static String bytes(long bytes) {
        return bytes >= 10_000_000
                ? Math.round(bytes / 1e6) + " MB"
                : bytes >= 1_000_000
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : Math.max(1, Math.round(bytes / 1e3)) + " kB";
    }
}
