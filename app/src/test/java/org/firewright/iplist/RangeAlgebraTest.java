package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At every border of every range, and beside it, what is in the result is what should be. */
class RangeAlgebraTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 40, 400})
    void membershipIsRightAtEveryBorder(int size) {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(31L * seed + size);
            AddressRanges one = ranges(random, size);
            AddressRanges other = seed % 7 == 0 ? AddressRanges.EMPTY : ranges(random, size);
            check(one, other, RangeAlgebra.union(one, other), (a, b) -> a || b);
            check(one, other, RangeAlgebra.intersection(one, other), (a, b) -> a && b);
            check(one, other, RangeAlgebra.except(one, other), (a, b) -> a && !b);
            ListDifference difference = ListDifference.between(one, other);
            assertThat(RangeAlgebra.union(RangeAlgebra.except(one, difference.removed()), difference.added()))
                    .isEqualTo(other);
        }
    }

    private interface Operation {
        boolean of(boolean a, boolean b);
    }

    private static void check(AddressRanges one, AddressRanges other, AddressRanges result, Operation operation) {
        for (AddressRanges set : new AddressRanges[] {one, other, result}) {
            for (int number : set.v4()) {
                for (int address = number - 1; address != number + 2; address++) {
                    assertThat(result.contains(address))
                            .isEqualTo(operation.of(one.contains(address), other.contains(address)));
                }
            }
            for (int i = 0; i < set.v6().length; i += 2) {
                for (int step = -1; step <= 1; step++) {
                    long lower = set.v6()[i + 1] + step;
                    long carry = step == 1 && lower == 0 ? 1 : step == -1 && lower == -1 ? -1 : 0;
                    long upper = set.v6()[i] + carry;
                    assertThat(result.contains(upper, lower))
                            .isEqualTo(operation.of(one.contains(upper, lower), other.contains(upper, lower)));
                }
            }
        }
    }

    /** Close together, so that they meet and touch, some of them at the ends of the spaces. */
    private static AddressRanges ranges(Random random, int count) {
        RangeCollector collector = new RangeCollector();
        for (int i = 0; i < count; i++) {
            int first = random.nextInt(3 * count) - (random.nextBoolean() ? 3 * count : 0);
            int last = Integer.compareUnsigned(first + 3, first) < 0 ? -1 : first + random.nextInt(4);
            collector.addV4(first, last);
            long upper = random.nextLong(3) - 1;
            long lower = random.nextLong(3L * count) - (random.nextBoolean() ? 3L * count : 0);
            long end = Long.compareUnsigned(lower + 3, lower) < 0 ? -1 : lower + random.nextInt(4);
            collector.addV6(upper, lower, upper, end);
        }
        return collector.ranges();
    }
}
