package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.firewright.agent.linux.SystemCallException;

/**
 * Builds the packed table of a list's IPv4 borders. Keys are 16 bits where the index tells the upper 16, four bytes a
 * range; for lists so short that such an index would be the larger part, keys are 32 bits over a smaller index. Values,
 * where there are any, stand behind the keys.
 */
final class V4Table {
    private static final int NARROW_SHIFT = 16;
    private static final int BLOCK = 1 << 12;

    private V4Table() {}

    /** Writes the table. */
    static Table build(Borders borders, Room room) throws SystemCallException {
        int keys = borders.v4Count();
        if (keys == 0) {
            return new Table(room.bytes(Long.BYTES).capacity(), constants(0, 0, 0, false, 0));
        }
        long narrowBytes = bytes(Table.MAX_SLOTS, keys, Short.BYTES);
        int wideSlots = Table.slots((keys + 1) / 2);
        boolean wide = bytes(wideSlots, keys, Integer.BYTES) < narrowBytes;
        int slots = wide ? wideSlots : Table.MAX_SLOTS;
        int shift = wide ? Integer.SIZE - Integer.numberOfTrailingZeros(slots) : NARROW_SHIFT;
        int keyBytes = wide ? Integer.BYTES : Short.BYTES;
        long keysAt = Table.aligned((slots + 1L) * Integer.BYTES);
        long valuesAt = bytes(slots, keys, keyBytes);
        ByteBuffer content = room.bytes(Math.toIntExact(valuesAt + Table.valueBytes(borders.v4Values())));
        int[] index = new int[slots + 1];
        if (wide) {
            IntBuffer out = Table.part(content, keysAt).asIntBuffer();
            int slot = 0;
            for (int i = 0; i < keys; i++) {
                int border = borders.v4(i);
                out.put(border);
                for (; slot <= border >>> shift; slot++) {
                    index[slot] = i;
                }
            }
            Arrays.fill(index, slot, slots + 1, keys);
        } else {
            putNarrow(borders, Table.part(content, keysAt).asShortBuffer(), index);
        }
        Table.part(content, 0).asIntBuffer().put(index);
        Table.putValues(content, valuesAt, borders.v4Values());
        Map<String, Long> constants = constants(keys, slots, shift, wide, keysAt);
        Table.addValues(constants, "v4", valuesAt, borders.v4Values());
        return new Table(content.capacity(), constants);
    }

    /** Keys go over in blocks: with most lists that is most of the work. */
    private static void putNarrow(Borders borders, ShortBuffer out, int[] index) {
        int keys = borders.v4Count();
        short[] block = new short[BLOCK];
        int slot = 0;
        for (int from = 0; from < keys; from += BLOCK) {
            int count = Math.min(BLOCK, keys - from);
            slot = narrow(borders, from, block, count, index, slot);
            out.put(block, 0, count);
        }
        Arrays.fill(index, slot, index.length, keys);
    }

    /** One block and its part of the index, from a slot on; returns the slot to go on with. */
    private static int narrow(Borders borders, int from, short[] block, int count, int[] index, int firstSlot) {
        int slot = firstSlot;
        for (int i = 0; i < count; i++) {
            int border = borders.v4(from + i);
            block[i] = (short) border;
            for (; slot <= border >>> NARROW_SHIFT; slot++) {
                index[slot] = from + i;
            }
        }
        return slot;
    }

    private static long bytes(int slots, int keys, int keyBytes) {
        return Table.aligned(Table.aligned((slots + 1L) * Integer.BYTES) + (long) keys * keyBytes);
    }

    private static Map<String, Long> constants(int keys, int slots, int shift, boolean wide, long keysAt) {
        Map<String, Long> constants = new HashMap<>();
        constants.put("v4_keys", (long) keys);
        constants.put("v4_slots", (long) slots);
        constants.put("v4_shift", (long) shift);
        constants.put("v4_wide", wide ? 1L : 0L);
        constants.put("v4_index_at", 0L);
        constants.put("v4_keys_at", keysAt);
        constants.put("v4_values_at", 0L);
        constants.put("v4_short", 0L);
        return constants;
    }
}
