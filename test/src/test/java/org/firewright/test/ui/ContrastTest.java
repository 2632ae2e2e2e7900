package org.firewright.test.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

/** The measure itself, held against figures that W3C and others publish. */
class ContrastTest {
    @Test
    void theRatioIsThatOfWcag() {
        assertThat(Contrast.ratio(Color.BLACK, Color.WHITE)).isEqualTo(21, within(0.001));
        assertThat(Contrast.ratio(Color.WHITE, Color.WHITE)).isEqualTo(1, within(0.001));
        // The grey that just passes on white, and its neighbour that just fails.
        assertThat(Contrast.ratio(Color.web("#767676"), Color.WHITE)).isEqualTo(4.54, within(0.005));
        assertThat(Contrast.ratio(Color.web("#777777"), Color.WHITE)).isEqualTo(4.48, within(0.005));
    }
}
