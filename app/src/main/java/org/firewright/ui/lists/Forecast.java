package org.firewright.ui.lists;

import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.ListMemory;

/**
 * What a list would take of a host's memory.
 *
 * @param table bytes as a packed table, once for the host
 * @param trie bytes as a trie, once for the host
 * @param set bytes as an nft set, once for each namespace that uses it
 */
public record Forecast(long table, long trie, long set) {
    /** Counts a list through; takes time with its length. */
    public static Forecast of(AddressRanges list) {
        return new Forecast(ListMemory.table(list), ListMemory.tries(list), ListMemory.nftSet(list));
    }

    /** Bytes of nft sets in so many namespaces. */
    public long sets(int namespaces) {
        return set * namespaces;
    }
}
