package org.firewright.agent.nftables;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;

/**
 * A table in nft's notation as {@code nft list table} prints it, with one thing more: the path of a pinned program, which
 * nft from 1.0.6 on leaves out.
 */
final class TableText {
    /** From how far away nft still names a priority, such as "filter + 10". */
    private static final int REACH = 10;

    private TableText() {}

    static String of(
            NftTable table, List<NftChain> chains, List<NftRule> rules, Map<String, StatementReader.KernelSet> sets) {
        Map<String, List<NftRule>> byChain = rules.stream().collect(groupingBy(NftRule::chain));
        String body = chains.stream()
                .map(chain -> chain(chain, byChain.getOrDefault(chain.name(), List.of()), sets))
                .collect(joining("\n"));
        return "table " + Families.name(table.family()) + " " + table.name() + " {\n" + body + "}\n";
    }

    private static String chain(NftChain chain, List<NftRule> rules, Map<String, StatementReader.KernelSet> sets) {
        StringBuilder text = new StringBuilder("\tchain " + chain.name() + " {\n");
        if (chain.base() != null) {
            text.append("\t\t").append(base(chain.base())).append('\n');
        }
        for (NftRule rule : rules) {
            text.append("\t\t").append(RuleText.of(rule, sets)).append('\n');
        }
        return text.append("\t}\n").toString();
    }

    private static String base(NftChain.Base base) {
        String policy = base.policy() == NfTables.DROP ? "drop" : "accept";
        return "type " + base.type() + " hook " + hook(base.hook()) + " priority " + priority(base) + "; policy "
                + policy + ";";
    }

    /** NF_INET_* of linux/netfilter.h. */
    private static String hook(int number) {
        return switch (number) {
            case 0 -> "prerouting";
            case 1 -> "input";
            case 2 -> "forward";
            case 3 -> "output";
            case 4 -> "postrouting";
            case 5 -> "ingress";
            default -> "hook " + number;
        };
    }

    /** The names of NF_IP_PRI_* of linux/netfilter_ipv4.h that nft prints; two of them only at their hook. */
    private static String priority(NftChain.Base base) {
        record Named(String name, int value, int hook) {}
        List<Named> names = List.of(
                new Named("raw", -300, -1),
                new Named("mangle", -150, -1),
                new Named("dstnat", -100, 0),
                new Named("filter", 0, -1),
                new Named("security", 50, -1),
                new Named("srcnat", 100, 4));
        for (Named named : names) {
            long distance = (long) base.priority() - named.value();
            if (Math.abs(distance) <= REACH && (named.hook() < 0 || named.hook() == base.hook())) {
                String sign = distance > 0 ? " + " : " - ";
                return distance == 0 ? named.name() : named.name() + sign + Math.abs(distance);
            }
        }
        return Integer.toString(base.priority());
    }
}
