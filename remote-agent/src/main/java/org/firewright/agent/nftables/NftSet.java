package org.firewright.agent.nftables;

import java.util.List;

/**
 * A set.
 *
 * @param family its table's
 * @param table its table's name
 * @param name unique in its table; {@code __set%d} lets the kernel choose
 * @param id number in its batch, 0 in a listing
 * @param flags the constants here
 * @param keyType number that tells nft how to print keys; of a concatenation, six bits a field
 * @param keyLength bytes, each field of a concatenation padded to four
 * @param fields bytes of each field of a concatenation of intervals, otherwise empty
 * @param size how many elements at the most, 0 where not told
 */
public record NftSet(
        int family,
        String table,
        String name,
        int id,
        int flags,
        int keyType,
        int keyLength,
        List<Integer> fields,
        int size) {
    /** NFT_SET_ANONYMOUS: lives with the one rule that uses it. */
    public static final int ANONYMOUS = 0x1;
    /** NFT_SET_CONSTANT. */
    public static final int CONSTANT = 0x2;
    /** NFT_SET_INTERVAL. */
    public static final int INTERVAL = 0x4;
    /** NFT_SET_CONCAT: each field of the key has an interval of its own. */
    public static final int CONCATENATION = 0x80;
}
