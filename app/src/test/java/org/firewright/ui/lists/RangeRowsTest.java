package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows against a walk through all of them. */
class RangeRowsTest {
    @Test
    void saysWhatARowHolds() {
        RangeRows rows = new RangeRows(Lists.of(
                "192.0.2.7", "198.51.100.0/24", "203.0.113.1-203.0.113.2", "2001:db8::/32", "2a00::-2a00:5::"));
        assertThat(IntStream.range(0, rows.count()).mapToObj(rows::text))
                .containsExactly(
                        "192.0.2.7", "198.51.100.0/24", "203.0.113.1-203.0.113.2", "2001:db8::/32", "2a00::-2a00:5::");
        assertThat(IntStream.range(0, rows.count()).mapToObj(rows::addresses))
                .containsExactly("1", "256", "2", "2⁹⁶", "≈ 2⁹⁹");
    }

    @Test
    void tellsTheWholeOfBothFamilies() {
        RangeRows rows = new RangeRows(Lists.of("0.0.0.0/0", "::/0"));
        assertThat(rows.addresses(0)).isEqualTo("4,294,967,296");
        assertThat(rows.addresses(1)).isEqualTo("2¹²⁸");
        assertThat(rows.rowOf(IpAddress.parse("255.255.255.255").orElseThrow())).isZero();
        assertThat(rows.rowOf(IpAddress.parse("ffff::1").orElseThrow())).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50, 3_000})
    void findsAddressesAsAWalkDoes(int count) {
        RangeRows rows = new RangeRows(Lists.random(count, count));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            IpAddress address = pick(rows, random);
            int walked = IntStream.range(0, rows.count())
                    .filter(row -> holds(rows.range(row), address))
                    .findFirst()
                    .orElse(-1);
            assertThat(rows.rowOf(address)).as(address.text()).isEqualTo(walked);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 2_000})
    void findsBlocksAsAWalkDoes(int count) {
        RangeRows rows = new RangeRows(Lists.random(count + 1L, count));
        Random random = new Random(8);
        for (int i = 0; i < 1_000; i++) {
            IpAddress address = pick(rows, random);
            AddressRange block = AddressRange.prefix(address, random.nextInt(address.bits() + 1));
            int[] overlapping = IntStream.range(0, rows.count())
                    .filter(row -> overlap(rows.range(row), block))
                    .toArray();
            RowSpan found = rows.overlapping(block);
            assertThat(IntStream.range(found.first(), found.end()).toArray())
                    .as(block.text())
                    .isEqualTo(overlapping);
        }
    }

    private static IpAddress pick(RangeRows rows, Random random) {
        if (rows.count() == 0 || random.nextInt(3) == 0) {
            return IpAddress.v4(random.nextInt());
        }
        AddressRange range = rows.range(random.nextInt(rows.count()));
        IpAddress end = random.nextBoolean() ? range.first() : range.last();
        long lower = end.lower() + random.nextInt(3) - 1;
        return end.v6() ? new IpAddress(true, end.upper(), lower) : IpAddress.v4((int) lower);
    }

    private static boolean holds(AddressRange range, IpAddress address) {
        return range.first().v6() == address.v6()
                && range.first().compareTo(address) <= 0
                && range.last().compareTo(address) >= 0;
    }

    private static boolean overlap(AddressRange range, AddressRange block) {
        return range.first().v6() == block.first().v6()
                && range.first().compareTo(block.last()) <= 0
                && range.last().compareTo(block.first()) >= 0;
    }
}
