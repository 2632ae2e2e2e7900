package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.firewright.agent.api.AddressRanges;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random ranges against a slow merge over big integers that nobody could get wrong. */
class RangeCollectorTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 17, 100, 1000})
    void mergesIpv4AsTheNaiveWayDoes(int count) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed * 1_000L + count);
            RangeCollector collector = new RangeCollector();
            List<BigInteger[]> naive = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long first = pick(random) & 0xffffffffL;
                long last = Math.min(0xffffffffL, first + random.nextInt(1 << random.nextInt(1, 24)));
                collector.addV4((int) first, (int) last);
                naive.add(new BigInteger[] {BigInteger.valueOf(first), BigInteger.valueOf(last)});
            }
            AddressRanges ranges = collector.ranges();
            List<BigInteger> merged = new ArrayList<>();
            for (int number : ranges.v4()) {
                merged.add(BigInteger.valueOf(Integer.toUnsignedLong(number)));
            }
            assertThat(merged).isEqualTo(merge(naive));
            assertThat(ranges.v6()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 17, 100, 1000})
    void mergesIpv6AsTheNaiveWayDoes(int count) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed * 1_000L + count);
            RangeCollector collector = new RangeCollector();
            List<BigInteger[]> naive = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                BigInteger first = number(pick(random), pick(random));
                BigInteger last = first.add(new BigInteger(random.nextInt(1, 80), random))
                        .min(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
                collector.addV6(upper(first), first.longValue(), upper(last), last.longValue());
                naive.add(new BigInteger[] {first, last});
            }
            AddressRanges ranges = collector.ranges();
            List<BigInteger> merged = new ArrayList<>();
            for (int i = 0; i < ranges.v6().length; i += 2) {
                merged.add(number(ranges.v6()[i], ranges.v6()[i + 1]));
            }
            assertThat(merged).isEqualTo(merge(naive));
            assertThat(ranges.v4()).isEmpty();
        }
    }

    /** Mostly near the corners, where carries and overflows are. */
    private static long pick(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(4);
            case 1 -> -1L - random.nextInt(4);
            case 2 -> (1L << random.nextInt(64)) + random.nextInt(3) - 1;
            default -> random.nextLong();
        };
    }

    private static BigInteger number(long upper, long lower) {
        return new BigInteger(Long.toUnsignedString(upper))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(lower)));
    }

    private static long upper(BigInteger number) {
        return number.shiftRight(64).longValue();
    }

    private static List<BigInteger> merge(List<BigInteger[]> ranges) {
        TreeMap<BigInteger, BigInteger> lastByFirst = new TreeMap<>();
        ranges.forEach(range -> lastByFirst.merge(range[0], range[1], BigInteger::max));
        List<BigInteger> merged = new ArrayList<>();
        lastByFirst.forEach((first, last) -> {
            if (!merged.isEmpty() && first.compareTo(merged.getLast().add(BigInteger.ONE)) <= 0) {
                merged.set(merged.size() - 1, merged.getLast().max(last));
            } else {
                merged.add(first);
                merged.add(last);
            }
        });
        return merged;
    }
}
