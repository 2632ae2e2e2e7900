package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.nftables.model.Item;

/**
 * Our table as the kernel has it.
 *
 * @param chains in the kernel's order
 * @param rules chain by chain, in order
 * @param rates the sets that keep rates of addresses
 * @param counters those with names, also such as no rule of ours counts with
 * @param others how many sets, other objects and flow tables there are that belong to no rule: somebody else's doing
 */
public record OwnTable(
        List<Item.Chain> chains, List<Item.Rule> rules, List<Item.Set> rates, List<Item.Shared> counters, int others) {
    /** Whether all that is there is of kinds that a ruleset is made of. */
    boolean isPlain() {
        return others == 0 && chains.stream().noneMatch(Item.Chain::isBound);
    }

    /** Where packets meet it. */
    List<Item.Chain> baseChains() {
        return chains.stream().filter(chain -> chain.hook() != null).toList();
    }

    List<Item.Rule> rules(String chain) {
        return rules.stream().filter(rule -> rule.chain().equals(chain)).toList();
    }
}
