package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import java.util.Map;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.linux.NativeBuffer;

/**
 * Builds the packed table of a list's IPv6 ranges. Keys are the upper halves of borders, each once, in order; the index
 * divides the space from the first key to the last. Where all borders are at multiples of /64, as in all lists of
 * networks, keys are the borders themselves; otherwise each key has the lower halves of its borders in a row of their
 * own.
 */
final class V6Table {
    private V6Table() {}

    /** The table. */
    static Table build(AddressRanges ranges) {
        Borders borders = new Borders(ranges.v6());
        Shape shape = new Shape();
        for (int i = 0; i < borders.count; i++) {
            shape.add(borders.upper(i), borders.lower(i));
        }
        if (shape.keys == 0) {
            return new Layout(shape, 0, 0).table(NativeBuffer.allocate(Long.BYTES));
        }
        int wanted = Table.slots(ranges.v6Count());
        int shift = 0;
        while (Long.compareUnsigned((shape.last - shape.first) >>> shift, wanted) >= 0) {
            shift++;
        }
        // One slot more, which is empty, for all that is behind the last key.
        int slots = (int) ((shape.last - shape.first) >>> shift) + 2;
        Layout layout = new Layout(shape, slots, shift);
        ByteBuffer content = NativeBuffer.allocate(Math.toIntExact(layout.bytes));
        fill(content, borders, layout);
        return layout.table(content);
    }

    private static void fill(ByteBuffer content, Borders borders, Layout layout) {
        Shape shape = layout.shape;
        int slot = 0;
        int key = -1;
        for (int i = 0; i < borders.count; i++) {
            long upper = borders.upper(i);
            if (key < 0 || content.getLong(layout.keyAt(key)) != upper) {
                key++;
                content.putLong(layout.keyAt(key), upper);
                while (slot <= (int) ((upper - shape.first) >>> layout.shift)) {
                    content.putInt(slot++ * Integer.BYTES, key);
                }
                if (shape.deep) {
                    content.putInt(layout.startAt(key), i);
                }
            }
            if (shape.deep) {
                content.putLong(layout.lowerAt(i), borders.lower(i));
            }
        }
        while (slot <= layout.slots) {
            content.putInt(slot++ * Integer.BYTES, shape.keys);
        }
        if (shape.deep) {
            content.putInt(layout.startAt(shape.keys), borders.count);
        }
    }

    /** Where ranges begin, and where what is behind them begins: even and odd ones in turn. */
    private static final class Borders {
        private final long[] numbers;
        private final int count;

        Borders(long[] numbers) {
            this.numbers = numbers;
            int length = numbers.length;
            boolean open = length > 0 && numbers[length - 2] == -1 && numbers[length - 1] == -1;
            count = length / 2 - (open ? 1 : 0); // nothing is behind the last address, so no border is either
        }

        long upper(int i) {
            boolean carry = (i & 1) == 1 && numbers[2 * i + 1] == -1;
            return numbers[2 * i] + (carry ? 1 : 0);
        }

        long lower(int i) {
            return numbers[2 * i + 1] + (i & 1);
        }
    }

    /** What must be known of all borders before the first is written. */
    private static final class Shape {
        private int keys;
        private int borders;
        private boolean deep;
        private long first;
        private long last;

        void add(long upper, long lower) {
            if (keys == 0) {
                first = upper;
            }
            if (keys == 0 || upper != last) {
                keys++;
            }
            last = upper;
            borders++;
            deep |= lower != 0;
        }
    }

    /** Where the parts of a table are, in bytes from its start. */
    private static final class Layout {
        private final Shape shape;
        private final int slots;
        private final int shift;
        private final long keysAt;
        private final long lowersAt;
        private final long startsAt;
        private final long bytes;

        Layout(Shape shape, int slots, int shift) {
            this.shape = shape;
            this.slots = slots;
            this.shift = shift;
            keysAt = Table.aligned((slots + 1L) * Integer.BYTES);
            lowersAt = keysAt + (long) shape.keys * Long.BYTES;
            startsAt = lowersAt + (shape.deep ? (long) shape.borders * Long.BYTES : 0);
            bytes = Table.aligned(startsAt + (shape.deep ? (shape.keys + 1L) * Integer.BYTES : 0));
        }

        int keyAt(int key) {
            return (int) keysAt + key * Long.BYTES;
        }

        int lowerAt(int border) {
            return (int) lowersAt + border * Long.BYTES;
        }

        int startAt(int key) {
            return (int) startsAt + key * Integer.BYTES;
        }

        Table table(ByteBuffer content) {
            return new Table(
                    content,
                    Map.ofEntries(
                            Map.entry("v6_keys", (long) shape.keys),
                            Map.entry("v6_slots", (long) slots),
                            Map.entry("v6_shift", (long) shift),
                            Map.entry("v6_base", shape.first),
                            Map.entry("v6_index_at", 0L),
                            Map.entry("v6_keys_at", keysAt),
                            Map.entry("v6_deep", shape.deep ? 1L : 0L),
                            Map.entry("v6_starts_at", startsAt),
                            Map.entry("v6_lowers_at", lowersAt),
                            Map.entry("v6_lowers", shape.deep ? shape.borders : 0L)));
        }
    }
}
