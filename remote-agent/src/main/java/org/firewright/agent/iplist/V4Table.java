package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import java.util.Map;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.linux.NativeBuffer;

/**
 * Builds the packed table of a list's IPv4 ranges. Borders are 16 bits where the index tells the upper 16, four bytes a
 * range; for lists so short that such an index would be the larger part, borders are 32 bits over a smaller index.
 */
final class V4Table {
    private static final int NARROW_SHIFT = 16;

    private V4Table() {}

    /** The table. */
    static Table build(AddressRanges ranges) {
        int[] numbers = ranges.v4();
        boolean open = numbers.length > 0 && numbers[numbers.length - 1] == -1;
        int keys = numbers.length - (open ? 1 : 0); // nothing is behind the last address, so no border is either
        if (keys == 0) {
            return table(NativeBuffer.allocate(Long.BYTES), 0, 0, 0, false, 0);
        }
        long narrowBytes = bytes(Table.MAX_SLOTS, keys, Short.BYTES);
        int wideSlots = Table.slots(ranges.v4Count());
        boolean wide = bytes(wideSlots, keys, Integer.BYTES) < narrowBytes;
        int slots = wide ? wideSlots : Table.MAX_SLOTS;
        int shift = wide ? Integer.SIZE - Integer.numberOfTrailingZeros(slots) : NARROW_SHIFT;
        int keyBytes = wide ? Integer.BYTES : Short.BYTES;
        long keysAt = Table.aligned((slots + 1L) * Integer.BYTES);
        ByteBuffer content = NativeBuffer.allocate(Math.toIntExact(bytes(slots, keys, keyBytes)));
        int slot = 0;
        for (int i = 0; i < keys; i++) {
            int border = numbers[i] + (i & 1); // ranges end with their last address; the border is behind it
            int at = (int) keysAt + i * keyBytes;
            if (wide) {
                content.putInt(at, border);
            } else {
                content.putShort(at, (short) border);
            }
            while (slot <= border >>> shift) {
                content.putInt(slot++ * Integer.BYTES, i);
            }
        }
        while (slot <= slots) {
            content.putInt(slot++ * Integer.BYTES, keys);
        }
        return table(content, keys, slots, shift, wide, keysAt);
    }

    private static long bytes(int slots, int keys, int keyBytes) {
        return Table.aligned(Table.aligned((slots + 1L) * Integer.BYTES) + (long) keys * keyBytes);
    }

    private static Table table(ByteBuffer content, int keys, int slots, int shift, boolean wide, long keysAt) {
        return new Table(
                content,
                Map.of(
                        "v4_keys",
                        (long) keys,
                        "v4_slots",
                        (long) slots,
                        "v4_shift",
                        (long) shift,
                        "v4_wide",
                        wide ? 1L : 0L,
                        "v4_index_at",
                        0L,
                        "v4_keys_at",
                        keysAt));
    }
}
