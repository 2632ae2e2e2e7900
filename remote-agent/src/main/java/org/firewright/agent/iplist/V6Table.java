package org.firewright.agent.iplist;

import java.util.HashMap;
import java.util.Map;
import org.firewright.agent.linux.SystemCallException;

/**
 * Builds the packed table of a list's IPv6 borders. Keys are the upper halves of borders, each once, in order; the index
 * divides the space from the first key to the last. Where all borders are at multiples of /64, as in all lists of
 * networks, keys are the borders themselves; otherwise each key has the lower halves of its borders in a row of their
 * own. Values, where there are any, stand behind all that, one for each border.
 */
final class V6Table {
    private V6Table() {}

    /** Writes the table. */
    static Table build(Borders borders, Room room) throws SystemCallException {
        Shape shape = new Shape();
        for (int i = 0; i < borders.v6Count(); i++) {
            shape.add(borders.v6Upper(i), borders.v6Lower(i));
        }
        if (shape.keys == 0) {
            room.make(Long.BYTES);
            return new Table(Long.BYTES, new Layout(shape, 0, 0).constants());
        }
        int wanted = Table.slots((shape.borders + 1) / 2);
        int shift = 0;
        while (Long.compareUnsigned((shape.last - shape.first) >>> shift, wanted) >= 0) {
            shift++;
        }
        // One slot more, which is empty, for all that is behind the last key.
        int slots = (int) ((shape.last - shape.first) >>> shift) + 2;
        Layout layout = new Layout(shape, slots, shift);
        int bytes = Math.toIntExact(layout.bytes + Table.valueBytes(borders.v6Values()));
        room.make(bytes);
        writeKeys(room, borders, layout);
        if (shape.deep) {
            writeLowers(room, borders, layout);
        }
        Table.writeValues(room, layout.bytes, borders.v6Values());
        Map<String, Long> constants = layout.constants();
        Table.addValues(constants, "v6", layout.bytes, borders.v6Values());
        return new Table(bytes, constants);
    }

    /** The keys, the index over them, and where their rows begin. */
    private static void writeKeys(Room room, Borders borders, Layout layout) {
        Shape shape = layout.shape;
        try (TablePart index = new TablePart(room, 0);
                TablePart keys = new TablePart(room, layout.keysAt);
                TablePart starts = new TablePart(room, layout.startsAt)) {
            int slot = 0;
            int key = -1;
            long before = 0;
            for (int i = 0; i < shape.borders; i++) {
                long upper = borders.v6Upper(i);
                if (key < 0 || before != upper) {
                    key++;
                    before = upper;
                    keys.putLong(upper);
                    for (int last = (int) ((upper - shape.first) >>> layout.shift); slot <= last; slot++) {
                        index.putInt(key);
                    }
                    if (shape.deep) {
                        starts.putInt(i);
                    }
                }
            }
            for (; slot <= layout.slots; slot++) {
                index.putInt(shape.keys);
            }
            if (shape.deep) {
                starts.putInt(shape.borders);
            }
        }
    }

    private static void writeLowers(Room room, Borders borders, Layout layout) {
        try (TablePart lowers = new TablePart(room, layout.lowersAt)) {
            for (int i = 0; i < layout.shape.borders; i++) {
                lowers.putLong(borders.v6Lower(i));
            }
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

        Map<String, Long> constants() {
            Map<String, Long> constants = new HashMap<>();
            constants.put("v6_keys", (long) shape.keys);
            constants.put("v6_slots", (long) slots);
            constants.put("v6_shift", (long) shift);
            constants.put("v6_base", shape.first);
            constants.put("v6_index_at", 0L);
            constants.put("v6_keys_at", keysAt);
            constants.put("v6_deep", shape.deep ? 1L : 0L);
            constants.put("v6_starts_at", startsAt);
            constants.put("v6_lowers_at", lowersAt);
            constants.put("v6_lowers", shape.deep ? shape.borders : 0L);
            constants.put("v6_values_at", 0L);
            constants.put("v6_short", 0L);
            return constants;
        }
    }
}
