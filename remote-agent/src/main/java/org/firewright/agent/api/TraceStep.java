package org.firewright.agent.api;

/**
 * A step of a marked packet's way through a namespace's chains.
 *
 * @param kind what decided
 * @param packet which packet, as the kernel numbers it; 0 where steps were lost
 * @param family of the table, as nft calls it
 * @param table the table's name
 * @param chain the chain's name
 * @param handle the rule's handle, 0 where it is no rule's step
 * @param rule the rule in nft's notation without what it has counted, empty where it is no rule's step or the rule is
 *     gone by now
 * @param verdict as nft writes it, such as accept or jump guests
 * @param headers the packet itself, null except where it comes to a base chain
 */
public record TraceStep(
        Kind kind,
        long packet,
        String family,
        String table,
        String chain,
        long handle,
        String rule,
        String verdict,
        TracedHeaders headers) {
    /** What decides about a packet. */
    public enum Kind {
        /** A rule that matched. */
        RULE,
        /** The end of a chain: a packet goes on in the chain that it came from, or meets the policy. */
        RETURN,
        /** A base chain's policy. */
        POLICY,
        /** Nothing: packets came faster than they could be told, and steps are missing here. */
        LOST
    }

    /** The same with the text of its rule. */
    public TraceStep withRule(String text) {
        return new TraceStep(kind, packet, family, table, chain, handle, text, verdict, headers);
    }
}
