package org.firewright.agent.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packed tables hold exactly the list: every lookup agrees with the ranges that the table was made from. Lookups here
 * follow the layout's description, not the matcher's code: they find a border's place by going over all of a slot.
 */
class TableTest {
    /** Memory of this process. */
    private static final class Buffer implements Room {
        private ByteBuffer content;

        @Override
        public void make(int bytes) {
            content = NativeBuffer.allocate(bytes);
        }

        @Override
        public void write(int at, ByteBuffer bytes) {
            content.duplicate().position(at).put(bytes);
        }
    }

    /** A table with its bytes. */
    private record Written(ByteBuffer content, Map<String, Long> constants) {
        private interface Builder {
            Table build(Borders borders, Room room) throws SystemCallException;
        }

        static Written v4(AddressRanges ranges) {
            return of(V4Table::build, ranges);
        }

        static Written v6(AddressRanges ranges) {
            return of(V6Table::build, ranges);
        }

        private static Written of(Builder builder, AddressRanges ranges) {
            Buffer buffer = new Buffer();
            try {
                Table table = builder.build(Borders.of(ranges), buffer);
                assertThat(buffer.content.capacity()).isEqualTo(table.bytes());
                return new Written(buffer.content, table.constants());
            } catch (SystemCallException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void nothingIsEightBytes() {
        assertThat(Written.v4(AddressRanges.EMPTY).content().capacity()).isEqualTo(8);
        assertThat(Written.v6(AddressRanges.EMPTY).content().capacity()).isEqualTo(8);
        check(AddressRanges.EMPTY, new Random(1));
    }

    @Test
    void wholeSpacesAndTheirEnds() {
        check(new AddressRanges(new int[] {0, -1}, new long[] {0, 0, -1, -1}), new Random(1));
        check(new AddressRanges(new int[] {0, 0, -1, -1}, new long[] {0, 0, 0, 0, -1, -1, -1, -1}), new Random(1));
        check(new AddressRanges(new int[] {1, -2}, new long[] {0, 1, -1, -2}), new Random(1));
        // The end of a range carries into the upper half: to the upper half of the next one.
        check(new AddressRanges(new int[0], new long[] {5, 7, 5, -1, 6, 1, 6, 1, 7, 0, 9, -1}), new Random(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 300, 5_000, 40_000, 200_000})
    void randomLists(int ranges) {
        Random random = new Random(ranges);
        check(new AddressRanges(v4(random, ranges), v6(random, Math.min(ranges, 5_000), false)), random);
        check(new AddressRanges(v4(random, ranges), v6(random, Math.min(ranges, 5_000), true)), random);
    }

    @Test
    void aMillionRangesTakeLittleMoreThanFourBytesEach() {
        int[] v4 = v4(new Random(4), 1_000_000);
        Written table = Written.v4(new AddressRanges(v4, new long[0]));
        assertThat(table.content().capacity() / (v4.length / 2.0)).isBetween(4.0, 4.5);
    }

    @Test
    void networksTakeAtMostTwentyFourBytesEach() {
        long[] v6 = v6(new Random(6), 100_000, false);
        Written table = Written.v6(new AddressRanges(new int[0], v6));
        assertThat(table.content().capacity() / (v6.length / 4.0)).isLessThanOrEqualTo(24.0);
        assertThat(table.constants()).containsEntry("v6_deep", 0L);
    }

    @Test
    void shortListsDoNotPayForALongIndex() {
        Written table = Written.v4(new AddressRanges(v4(new Random(5), 100), new long[0]));
        assertThat(table.content().capacity()).isLessThan(2_000);
        assertThat(table.constants()).containsEntry("v4_wide", 1L);
    }

    private static void check(AddressRanges ranges, Random random) {
        Written v4 = Written.v4(ranges);
        Written v6 = Written.v6(ranges);
        List<String> different = new ArrayList<>();
        for (int number : ranges.v4()) {
            for (int address : new int[] {number - 1, number, number + 1}) {
                compare(ranges, v4, address, different);
            }
        }
        long[] numbers = ranges.v6();
        for (int i = 0; i < numbers.length; i += 2) {
            long upper = numbers[i];
            long lower = numbers[i + 1];
            compare(ranges, v6, upper, lower, different);
            compare(ranges, v6, upper - (lower == 0 ? 1 : 0), lower - 1, different);
            compare(ranges, v6, upper + (lower == -1 ? 1 : 0), lower + 1, different);
        }
        for (int i = 0; i < 1_000; i++) {
            compare(ranges, v4, random.nextInt(), different);
            compare(ranges, v6, random.nextLong(), random.nextLong(), different);
        }
        assertThat(different).isEmpty();
    }

    private static void compare(AddressRanges ranges, Written table, int address, List<String> different) {
        if (contains(table, address) != ranges.contains(address)) {
            different.add(Integer.toHexString(address));
        }
    }

    private static void compare(AddressRanges ranges, Written table, long upper, long lower, List<String> different) {
        if (contains(table, upper, lower) != ranges.contains(upper, lower)) {
            different.add(Long.toHexString(upper) + " " + Long.toHexString(lower));
        }
    }

    private static boolean contains(Written table, int address) {
        int keys = constant(table, "v4_keys");
        if (keys == 0) {
            return false;
        }
        int slot = address >>> constant(table, "v4_shift");
        boolean wide = constant(table, "v4_wide") == 1;
        int rank = index(table, "v4", slot);
        for (int i = rank; i < index(table, "v4", slot + 1); i++) {
            int at = constant(table, "v4_keys_at") + i * (wide ? 4 : 2);
            long key = wide
                    ? Integer.toUnsignedLong(table.content().getInt(at))
                    : Short.toUnsignedLong(table.content().getShort(at));
            rank += key <= (wide ? Integer.toUnsignedLong(address) : address & 0xffff) ? 1 : 0;
        }
        return rank % 2 == 1;
    }

    private static boolean contains(Written table, long upper, long lower) {
        int keys = constant(table, "v6_keys");
        long base = table.constants().get("v6_base");
        if (keys == 0 || Long.compareUnsigned(upper, base) < 0) {
            return false;
        }
        long farSlot = (upper - base) >>> constant(table, "v6_shift");
        int lastSlot = constant(table, "v6_slots") - 1;
        int slot = Long.compareUnsigned(farSlot, lastSlot) > 0 ? lastSlot : (int) farSlot;
        int rank = index(table, "v6", slot);
        for (int i = rank; i < index(table, "v6", slot + 1); i++) {
            rank += Long.compareUnsigned(key(table, i), upper) <= 0 ? 1 : 0;
        }
        if (constant(table, "v6_deep") == 0) {
            return rank % 2 == 1;
        }
        int borders = start(table, rank);
        if (rank > 0 && key(table, rank - 1) == upper) {
            borders = start(table, rank - 1);
            for (int i = borders; i < start(table, rank); i++) {
                long each = table.content().getLong(constant(table, "v6_lowers_at") + i * 8);
                borders += Long.compareUnsigned(each, lower) <= 0 ? 1 : 0;
            }
        }
        return borders % 2 == 1;
    }

    private static int index(Written table, String family, int slot) {
        return table.content().getInt(constant(table, family + "_index_at") + slot * 4);
    }

    private static long key(Written table, int key) {
        return table.content().getLong(constant(table, "v6_keys_at") + key * 8);
    }

    private static int start(Written table, int key) {
        return table.content().getInt(constant(table, "v6_starts_at") + key * 4);
    }

    private static int constant(Written table, String name) {
        return Math.toIntExact(table.constants().get(name));
    }

    private static int[] v4(Random random, int ranges) {
        long[] numbers = random.longs(2L * ranges, 0, 1L << 31)
                .map(number -> number * 2) // so that no two are adjacent
                .distinct()
                .sorted()
                .toArray();
        int even = numbers.length & ~1;
        return Arrays.stream(numbers, 0, even).mapToInt(number -> (int) number).toArray();
    }

    /** Networks of up to /64 near each other as registries give them, or any addresses at all. */
    private static long[] v6(Random random, int ranges, boolean deep) {
        long[] uppers = random.longs(2L * ranges, 0x2a00_0000_0000_0000L >> 17, 0x2a10_0000_0000_0000L >> 17)
                .map(number -> number << 17)
                .distinct()
                .sorted()
                .toArray();
        long[] numbers = new long[uppers.length / 2 * 4];
        for (int i = 0; i < numbers.length; i += 4) {
            numbers[i] = uppers[i / 2];
            numbers[i + 1] = deep && random.nextBoolean() ? random.nextLong() : 0;
            boolean single = deep && random.nextBoolean();
            numbers[i + 2] = single ? numbers[i] : uppers[i / 2 + 1] - 2;
            numbers[i + 3] = single ? numbers[i + 1] : -1;
        }
        return numbers;
    }
}
