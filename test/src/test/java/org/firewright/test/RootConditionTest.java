package org.firewright.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RootConditionTest {
    @Test
    void runsForRoot() {
        assertThat(RootCondition.decide(0, "true").isDisabled()).isFalse();
    }

    @Test
    void skipsOthersWithTheReason() {
        assertThat(RootCondition.decide(1000, null).isDisabled()).isTrue();
        assertThat(RootCondition.decide(1000, "false").getReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("root"));
    }

    @Test
    void failsInsteadOfSkippingInCi() {
        assertThatIllegalStateException().isThrownBy(() -> RootCondition.decide(1000, "true"));
    }
}
