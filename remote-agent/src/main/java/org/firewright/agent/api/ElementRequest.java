package org.firewright.agent.api;

/**
 * Asks for some elements of a set.
 *
 * @param family of the table, as nft calls it
 * @param from how many are passed over
 * @param count how many are wanted, 1 to {@link #MOST}
 */
public record ElementRequest(String namespace, String family, String table, String set, long from, int count) {
    /** The most that one page holds. */
    public static final int MOST = 10_000;
}
