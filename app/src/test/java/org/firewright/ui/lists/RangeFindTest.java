package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeFindTest {
    private static final RangeRows ROWS = new RangeRows(
            Lists.of("10.0.0.0/8", "185.2.0.0/16", "185.20.1.4", "185.220.101.0/25", "2a00::/12", "2a0e:1::/32"));

    private static int[] rows(RangeRows rows, String typed) {
        return RangeFind.in(rows, RangeQuery.of(typed)).rows().stream()
                .flatMapToInt(span -> IntStream.range(span.first(), span.end()))
                .toArray();
    }

    @Test
    void findsAnAddressAPrefixAndTwoAddresses() {
        assertThat(rows(ROWS, "185.220.101.7")).containsExactly(3);
        assertThat(rows(ROWS, " 2a0e:1::77 ")).containsExactly(4);
        assertThat(rows(ROWS, "185.0.0.0/8")).containsExactly(1, 2, 3);
        assertThat(rows(ROWS, "10.5.0.0 - 185.2.0.0")).containsExactly(0, 1);
        assertThat(rows(ROWS, "192.0.2.1")).isEmpty();
    }

    @Test
    void saysWhereAMissingAddressWouldStand() {
        assertThat(RangeFind.in(ROWS, RangeQuery.of("100.0.0.0")).near()).isEqualTo(1);
        assertThat(RangeFind.in(RangeRows.EMPTY, RangeQuery.of("100.0.0.0")).near())
                .isEqualTo(-1);
    }

    @Test
    void findsHowAnAddressBegins() {
        assertThat(rows(ROWS, "185.2")).containsExactly(1, 2, 3);
        assertThat(rows(ROWS, "185.2.")).containsExactly(1);
        assertThat(rows(ROWS, "2a0")).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "300.1",
                "1.2.3.4.5",
                "01.2",
                "10/8/9",
                "2a00::1::2",
                "1-2-3",
                "10.0.0.9-10.0.0.1",
                "g::"
            })
    void othersFindNothing(String typed) {
        assertThat(RangeFind.in(ROWS, RangeQuery.of(typed)).count()).isZero();
    }

    /** The rows found are those whose text begins as typed; of IPv6, as far as no zeros are left out of the text. */
    @Test
    void beginningsAreThoseOfTheTexts() {
        RangeRows rows = new RangeRows(Lists.random(3, 4_000));
        Random random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            String text = rows.text(random.nextInt(rows.count()));
            String address = text.replaceAll("[/-].*", "").replaceAll("::.*", ":");
            String typed = address.substring(0, 1 + random.nextInt(address.length()));
            if (RangeQuery.of(typed) instanceof RangeQuery.Beginning) {
                int[] walked = IntStream.range(0, rows.count())
                        .filter(row -> rows.text(row).replaceAll("[/-].*", "").startsWith(typed))
                        .toArray();
                assertThat(rows(rows, typed)).as(typed).contains(walked);
                boolean v4 = typed.indexOf('.') > 0;
                if (v4) {
                    assertThat(rows(rows, typed)).as(typed).isEqualTo(walked);
                }
            }
        }
    }

    @Test
    void goesRoundThroughWhatWasFound() {
        RangeFind find = RangeFind.in(ROWS, RangeQuery.of("185"));
        assertThat(find.after(-1)).isEqualTo(1);
        assertThat(find.after(1)).isEqualTo(2);
        assertThat(find.after(3)).isEqualTo(1);
        assertThat(find.before(1)).isEqualTo(3);
        assertThat(find.before(3)).isEqualTo(2);
    }
}
