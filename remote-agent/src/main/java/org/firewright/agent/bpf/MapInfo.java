package org.firewright.agent.bpf;

/**
 * What the kernel tells of a map.
 *
 * @param id the kernel's number for it: the same number is the same map
 * @param name at most 15 bytes
 * @param type see {@link MapType}
 * @param keySize bytes
 * @param valueSize bytes
 * @param maxEntries the most it can hold
 * @param memory bytes that the kernel charges for it; real from Linux 6.4 on, an estimate before. For tries it leaves
 *     out most of the memory of their nodes, see {@link #memoryIsLowerBound}
 */
public record MapInfo(long id, String name, int type, int keySize, int valueSize, long maxEntries, long memory) {
    /** Whether the map takes more memory than {@link #memory} tells. */
    public boolean memoryIsLowerBound() {
        return type == MapType.LPM_TRIE;
    }
}
