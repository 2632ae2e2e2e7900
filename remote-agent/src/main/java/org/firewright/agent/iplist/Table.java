package org.firewright.agent.iplist;

import java.util.Map;

/**
 * The packed table of one family: the value of an array map, and what its programs must know of it. The layout is in
 * docs/list-engine.md, and in list_table.bpf.c as the kernel reads it.
 *
 * @param bytes how large it is
 * @param constants the numbers that programs refer to, by the names that they have there
 */
record Table(int bytes, Map<String, Long> constants) {
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

    /** What values need behind the keys: two bytes each where that is enough for all of them, else four. */
    static long valueBytes(int[] values) {
        return values == null ? 0 : aligned((long) values.length * (areShort(values) ? Short.BYTES : Integer.BYTES));
    }

    static void writeValues(Room room, long at, int[] values) {
        if (values == null) {
            return;
        }
        boolean areShort = areShort(values);
        try (TablePart part = new TablePart(room, at)) {
            for (int value : values) {
                if (areShort) {
                    part.putShort((short) value);
                } else {
                    part.putInt(value);
                }
            }
        }
    }

    /** Tells programs where a family's values are, and how wide. */
    static void addValues(Map<String, Long> constants, String family, long at, int[] values) {
        if (values != null) {
            constants.put(family + "_values_at", at);
            constants.put(family + "_short", areShort(values) ? 1L : 0L);
        }
    }

    private static boolean areShort(int[] values) {
        for (int value : values) {
            if (value >>> Short.SIZE != 0) {
                return false;
            }
        }
        return true;
    }
}
