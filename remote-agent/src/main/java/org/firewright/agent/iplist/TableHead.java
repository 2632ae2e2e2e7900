package org.firewright.agent.iplist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.firewright.agent.linux.SystemCallException;

/**
 * What must be known of a list's two tables to load programs for them, kept in a small map beside them: the tables can
 * be shared without reading them.
 *
 * @param v4Ranges how many IPv4 ranges
 * @param v6Ranges how many IPv6 ranges
 * @param v4Bytes the size of the IPv4 table
 * @param v6Bytes the size of the IPv6 table
 * @param constants what is filled into programs, by {@link #CONSTANTS}
 */
record TableHead(long v4Ranges, long v6Ranges, long v4Bytes, long v6Bytes, Map<String, Long> constants) {
    /** In the order in which a head holds them. */
    private static final List<String> CONSTANTS = List.of(
            "v4_keys",
            "v4_slots",
            "v4_shift",
            "v4_wide",
            "v4_index_at",
            "v4_keys_at",
            "v6_keys",
            "v6_slots",
            "v6_shift",
            "v6_base",
            "v6_index_at",
            "v6_keys_at",
            "v6_deep",
            "v6_starts_at",
            "v6_lowers_at",
            "v6_lowers");

    /** Those of tables with a number for each range, behind the others. */
    private static final List<String> OF_VALUES = List.of("v4_values_at", "v4_short", "v6_values_at", "v6_short");

    private static final int BEFORE_CONSTANTS = 4;

    /** The size of a head; those of tables with numbers differ, so that neither is taken for the other. */
    static int bytes(boolean valued) {
        return (BEFORE_CONSTANTS + names(valued).size()) * Long.BYTES;
    }

    private static List<String> names(boolean valued) {
        return valued ? Stream.concat(CONSTANTS.stream(), OF_VALUES.stream()).toList() : CONSTANTS;
    }

    /** The head of two tables. */
    static TableHead of(Table v4, long v4Ranges, Table v6, long v6Ranges) {
        Map<String, Long> constants = new HashMap<>(v4.constants());
        constants.putAll(v6.constants());
        return new TableHead(v4Ranges, v6Ranges, v4.bytes(), v6.bytes(), Map.copyOf(constants));
    }

    /** As the kernel keeps it: 64-bit numbers in the host's byte order. */
    Table write(Room room, boolean valued) throws SystemCallException {
        room.make(bytes(valued));
        try (TablePart part = new TablePart(room, 0)) {
            for (long number : new long[] {v4Ranges, v6Ranges, v4Bytes, v6Bytes}) {
                part.putLong(number);
            }
            for (String name : names(valued)) {
                part.putLong(constants.get(name));
            }
        }
        return new Table(bytes(valued), Map.of());
    }

    /** Empty where the bytes are none: heads have a size of their own. */
    static Optional<TableHead> decode(byte[] bytes) {
        boolean valued = bytes.length == bytes(true);
        if (!valued && bytes.length != bytes(false)) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        long v4Ranges = numbers.getLong();
        long v6Ranges = numbers.getLong();
        long v4Bytes = numbers.getLong();
        long v6Bytes = numbers.getLong();
        Map<String, Long> constants = new HashMap<>();
        names(valued).forEach(name -> constants.put(name, numbers.getLong()));
        return Optional.of(new TableHead(v4Ranges, v6Ranges, v4Bytes, v6Bytes, Map.copyOf(constants)));
    }
}
