package org.firewright.agent.iplist;

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

    private V4Table() {}

    /** Writes the table. */
    static Table build(Borders borders, Room room) throws SystemCallException {
        int keys = borders.v4Count();
        if (keys == 0) {
            room.make(Long.BYTES);
            return new Table(Long.BYTES, constants(0, 0, 0, false, 0));
        }
        long narrowBytes = bytes(Table.MAX_SLOTS, keys, Short.BYTES);
        int wideSlots = Table.slots((keys + 1) / 2);
        boolean wide = bytes(wideSlots, keys, Integer.BYTES) < narrowBytes;
        int slots = wide ? wideSlots : Table.MAX_SLOTS;
        int shift = wide ? Integer.SIZE - Integer.numberOfTrailingZeros(slots) : NARROW_SHIFT;
        long keysAt = Table.aligned((slots + 1L) * Integer.BYTES);
        long valuesAt = bytes(slots, keys, wide ? Integer.BYTES : Short.BYTES);
        int bytes = Math.toIntExact(valuesAt + Table.valueBytes(borders.v4Values()));
        room.make(bytes);
        try (TablePart index = new TablePart(room, 0);
                TablePart keyPart = new TablePart(room, keysAt)) {
            write(borders, index, slots, shift, keyPart, wide);
        }
        Table.writeValues(room, valuesAt, borders.v4Values());
        Map<String, Long> constants = constants(keys, slots, shift, wide, keysAt);
        Table.addValues(constants, "v4", valuesAt, borders.v4Values());
        return new Table(bytes, constants);
    }

    private static void write(Borders borders, TablePart index, int slots, int shift, TablePart keys, boolean wide) {
        int count = borders.v4Count();
        int slot = 0;
        for (int i = 0; i < count; i++) {
            int border = borders.v4(i);
            if (wide) {
                keys.putInt(border);
            } else {
                keys.putShort((short) border);
            }
            for (int last = border >>> shift; slot <= last; slot++) {
                index.putInt(i);
            }
        }
        for (; slot <= slots; slot++) {
            index.putInt(count);
        }
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
