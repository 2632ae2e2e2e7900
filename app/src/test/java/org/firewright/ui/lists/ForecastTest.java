package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    private static final int TRIE_PREFIX = 137;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1_000})
    void countsPrefixesAsTakingTheLargestBlockEachTimeDoes(int count) {
        AddressRanges list = Lists.random(count, count);
        RangeRows rows = new RangeRows(list);
        long naive = 0;
        for (int row = 0; row < rows.count(); row++) {
            naive += blocks(rows.range(row));
        }
        assertThat(Forecast.of(list).trie()).isEqualTo(naive * TRIE_PREFIX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::-::1", "::1-::2", "::/0", "2a00::1-2a00::ffff:ffff:ffff:fffe", "1::-2::", "::1-ffff::"})
    void countsRangesOfIpv6(String range) {
        AddressRanges list = Lists.of(range);
        assertThat(Forecast.of(list).trie()).isEqualTo(blocks(new RangeRows(list).range(0)) * TRIE_PREFIX);
    }

    private static long blocks(AddressRange range) {
        BigInteger at = number(range.first());
        BigInteger last = number(range.last());
        int bits = range.first().bits();
        long count = 0;
        while (at.compareTo(last) <= 0) {
            int aligned = at.signum() == 0 ? bits : at.getLowestSetBit();
            int fitting = last.subtract(at).add(BigInteger.ONE).bitLength() - 1;
            at = at.add(BigInteger.ONE.shiftLeft(Math.min(aligned, fitting)));
            count++;
        }
        return count;
    }

    private static BigInteger number(IpAddress address) {
        BigInteger upper = new BigInteger(Long.toUnsignedString(address.upper()));
        return upper.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(address.lower())));
    }
}
