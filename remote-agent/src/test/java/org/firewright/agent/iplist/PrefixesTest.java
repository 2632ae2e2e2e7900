package org.firewright.agent.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Prefixes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges become the fewest prefixes that cover exactly them: compared with arithmetic on big integers. */
class PrefixesTest {
    /** A prefix in numbers of any size. */
    private record Prefix(BigInteger address, int length) {}

    @Test
    void theWholeSpacesAreOnePrefixEach() throws Exception {
        assertThat(v4(0, -1)).containsExactly(new Prefix(BigInteger.ZERO, 0));
        assertThat(v6(0, 0, -1, -1)).containsExactly(new Prefix(BigInteger.ZERO, 0));
    }

    @Test
    void theEndsOfTheSpaces() throws Exception {
        assertThat(v4(0, 0)).containsExactly(new Prefix(BigInteger.ZERO, 32));
        assertThat(v4(-1, -1)).containsExactly(new Prefix(unsigned(-1), 32));
        assertThat(v6(0, 0, 0, 0)).containsExactly(new Prefix(BigInteger.ZERO, 128));
        assertThat(v6(-1, -1, -1, -1)).containsExactly(new Prefix(address(-1, -1), 128));
    }

    @Test
    void allButTheEndsNeedsTheMost() throws Exception {
        assertThat(v4(1, -2)).hasSize(62).isEqualTo(expected(unsigned(1), unsigned(-2), 32));
        assertThat(v6(0, 1, -1, -2)).hasSize(254).isEqualTo(expected(address(0, 1), address(-1, -2), 128));
    }

    @Test
    void rangesOverTheMiddleOfAnIpv6Address() throws Exception {
        assertThat(v6(1, 0, 1, -1)).containsExactly(new Prefix(address(1, 0), 64));
        assertThat(v6(0, -1, 1, 0)).containsExactly(new Prefix(address(0, -1), 128), new Prefix(address(1, 0), 128));
        assertThat(v6(2, 0, 3, -1)).containsExactly(new Prefix(address(2, 0), 63));
        assertThat(v6(1, 5, 3, 9)).isEqualTo(expected(address(1, 5), address(3, 9), 128));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRanges(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int a = random.nextInt() >> random.nextInt(32);
            int b = random.nextInt() >> random.nextInt(32);
            int first = Integer.compareUnsigned(a, b) <= 0 ? a : b;
            int last = first == a ? b : a;
            assertThat(v4(first, last)).isEqualTo(expected(unsigned(first), unsigned(last), 32));

            long[] c = {random.nextLong() >> random.nextInt(64), random.nextLong() >> random.nextInt(64)};
            long[] d = {random.nextBoolean() ? c[0] : random.nextLong(), random.nextLong() >> random.nextInt(64)};
            boolean ordered = address(c[0], c[1]).compareTo(address(d[0], d[1])) <= 0;
            long[] low = ordered ? c : d;
            long[] high = ordered ? d : c;
            assertThat(v6(low[0], low[1], high[0], high[1]))
                    .isEqualTo(expected(address(low[0], low[1]), address(high[0], high[1]), 128));
        }
    }

    /** The definition: from the first address on, always the largest block that is aligned and stays inside. */
    private static List<Prefix> expected(BigInteger first, BigInteger last, int width) {
        List<Prefix> prefixes = new ArrayList<>();
        BigInteger at = first;
        while (at.compareTo(last) <= 0) {
            int bits = width;
            while (!at.mod(BigInteger.TWO.pow(bits)).equals(BigInteger.ZERO)
                    || at.add(BigInteger.TWO.pow(bits)).subtract(BigInteger.ONE).compareTo(last) > 0) {
                bits--;
            }
            prefixes.add(new Prefix(at, width - bits));
            at = at.add(BigInteger.TWO.pow(bits));
        }
        return prefixes;
    }

    private static List<Prefix> v4(int first, int last) throws IOException {
        List<Prefix> prefixes = new ArrayList<>();
        AddressRanges ranges = new AddressRanges(new int[] {first, last}, new long[0]);
        Prefixes.v4(ranges, (address, length) -> prefixes.add(new Prefix(unsigned(address), length)));
        assertThat(TrieFiller.count(ranges, TrieFiller.Family.IPV4)).isEqualTo(prefixes.size());
        return prefixes;
    }

    private static List<Prefix> v6(long firstUpper, long firstLower, long lastUpper, long lastLower)
            throws IOException {
        List<Prefix> prefixes = new ArrayList<>();
        AddressRanges ranges = new AddressRanges(new int[0], new long[] {firstUpper, firstLower, lastUpper, lastLower});
        Prefixes.v6(ranges, (upper, lower, length) -> prefixes.add(new Prefix(address(upper, lower), length)));
        assertThat(TrieFiller.count(ranges, TrieFiller.Family.IPV6)).isEqualTo(prefixes.size());
        return prefixes;
    }

    private static BigInteger unsigned(int address) {
        return BigInteger.valueOf(Integer.toUnsignedLong(address));
    }

    private static BigInteger address(long upper, long lower) {
        return new BigInteger(Long.toUnsignedString(upper))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(lower)));
    }
}
