package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSelectionTest {
    @Test
    void isASetOfRows() {
        Random random = new Random(5);
        RowSelection selection = RowSelection.NONE;
        BitSet naive = new BitSet();
        for (int i = 0; i < 5_000; i++) {
            int row = random.nextInt(200);
            if (random.nextInt(4) == 0) {
                RowSpan span = new RowSpan(row, row + random.nextInt(20));
                selection = selection.with(span);
                naive.set(span.first(), span.end());
            } else {
                selection = selection.toggled(row);
                naive.flip(row);
            }
            assertThat(selection.count()).isEqualTo(naive.cardinality());
            for (int each = 0; each < 220; each++) {
                assertThat(selection.contains(each)).isEqualTo(naive.get(each));
            }
            assertThat(selection.spans())
                    .isSortedAccordingTo((one, other) -> Integer.compare(one.first(), other.first()));
        }
    }

    @Test
    void holdsAMillionRowsInOneSpan() {
        RowSelection selection = RowSelection.of(999_999, 0);
        assertThat(selection.spans()).hasSize(1);
        assertThat(selection.count()).isEqualTo(1_000_000);
        assertThat(selection.without(500).spans()).hasSize(2);
    }
}
