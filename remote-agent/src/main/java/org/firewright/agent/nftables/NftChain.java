package org.firewright.agent.nftables;

/**
 * A chain.
 *
 * @param family its table's
 * @param table its table's name
 * @param name unique in its table
 * @param base where packets meet it, null for a chain that only rules lead to
 */
public record NftChain(int family, String table, String name, Base base) {
    /**
     * What makes a chain a base chain.
     *
     * @param hook NF_INET_* of linux/netfilter.h
     * @param priority lower comes first
     * @param type filter, nat or route
     * @param policy NF_ACCEPT or NF_DROP
     */
    public record Base(int hook, int priority, String type, int policy) {}
}
