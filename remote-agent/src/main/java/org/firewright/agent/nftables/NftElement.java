package org.firewright.agent.nftables;

import org.firewright.agent.netlink.Bytes;

/**
 * An element of a set.
 *
 * @param key its key; in a set of plain intervals one bound of an interval
 * @param keyEnd the upper bound, included, in a concatenation of intervals; otherwise empty
 * @param end whether the key is the first value behind a plain interval (NFT_SET_ELEM_INTERVAL_END)
 */
public record NftElement(Bytes key, Bytes keyEnd, boolean end) {
    /** One value, or the lower bound of a plain interval. */
    public static NftElement of(Bytes key) {
        return new NftElement(key, Bytes.EMPTY, false);
    }

    /** What ends a plain interval: the first value that does not belong to it. */
    public static NftElement end(Bytes key) {
        return new NftElement(key, Bytes.EMPTY, true);
    }
}
