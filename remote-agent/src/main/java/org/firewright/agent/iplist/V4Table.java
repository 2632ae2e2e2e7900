package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.firewright.agent.linux.NativeBuffer;

/**
 * Builds the packed table of a list's IPv4 borders. Keys are 16 bits where the index tells the upper 16, four bytes a
 * range; for lists so short that such an index would be the larger part, keys are 32 bits over a smaller index. Values,
 * where there are any, stand behind the keys.
 */
final class V4Table {
    private static final int NARROW_SHIFT = 16;

    private V4Table() {}

    /** The table. */
    static Table build(Borders borders) {
        int[] keys = borders.v4();
        if (keys.length == 0) {
            return new Table(NativeBuffer.allocate(Long.BYTES), constants(0, 0, 0, false, 0));
        }
        long narrowBytes = bytes(Table.MAX_SLOTS, keys.length, Short.BYTES);
        int wideSlots = Table.slots((keys.length + 1) / 2);
        boolean wide = bytes(wideSlots, keys.length, Integer.BYTES) < narrowBytes;
        int slots = wide ? wideSlots : Table.MAX_SLOTS;
        int shift = wide ? Integer.SIZE - Integer.numberOfTrailingZeros(slots) : NARROW_SHIFT;
        int keyBytes = wide ? Integer.BYTES : Short.BYTES;
        long keysAt = Table.aligned((slots + 1L) * Integer.BYTES);
        long valuesAt = bytes(slots, keys.length, keyBytes);
        ByteBuffer content =
                NativeBuffer.allocate(Math.toIntExact(valuesAt + Table.valueBytes(borders.v4Values())));
        Table.part(content, 0).asIntBuffer().put(index(keys, slots, shift));
        if (wide) {
            Table.part(content, keysAt).asIntBuffer().put(keys);
        } else {
            Table.part(content, keysAt).asShortBuffer().put(lower(keys));
        }
        Table.putValues(content, valuesAt, borders.v4Values());
        Map<String, Long> constants = constants(keys.length, slots, shift, wide, keysAt);
        Table.addValues(constants, "v4", valuesAt, borders.v4Values());
        return new Table(content, constants);
    }

    private static int[] index(int[] keys, int slots, int shift) {
        int[] index = new int[slots + 1];
        int slot = 0;
        for (int i = 0; i < keys.length; i++) {
            while (slot <= keys[i] >>> shift) {
                index[slot++] = i;
            }
        }
        while (slot <= slots) {
            index[slot++] = keys.length;
        }
        return index;
    }

    private static short[] lower(int[] keys) {
        short[] lower = new short[keys.length];
        for (int i = 0; i < keys.length; i++) {
            lower[i] = (short) keys[i];
        }
        return lower;
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
