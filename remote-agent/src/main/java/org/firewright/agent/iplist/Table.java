package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The packed table of one family: the value of an array map, and what its programs must know of it. The layout is in
 * docs/list-engine.md, and in list_table.bpf.c as the kernel reads it.
 *
 * @param content direct, from its first byte to its capacity, in the host's byte order
 * @param constants the numbers that programs refer to, by the names that they have there
 */
record Table(ByteBuffer content, Map<String, Long> constants) {
    /** How finely an index may divide the addresses: a finer one would be larger than what it saves to search. */
    static final int MAX_SLOTS = 1 << 16;

    /** The fewest slots that are worth an index. */
    static final int MIN_SLOTS = 1 << 4;

    /** The next multiple of eight bytes: parts of a table begin there. */
    static long aligned(long bytes) {
        return (bytes + 7) & ~7L;
    }

    /** A power of two that is not above the number of ranges, within what makes sense. */
    static int slots(long ranges) {
        return (int) Long.highestOneBit(Math.clamp(ranges, MIN_SLOTS, MAX_SLOTS));
    }
}
