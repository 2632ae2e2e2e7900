package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.firewright.policy.RateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitDraftTest {
    @Test
    void aLimitIsReadAsItWasWritten() {
        RateLimit limit = new RateLimit(true, 1_000_000, RateLimit.Unit.BYTES, RateLimit.Period.HOUR, 65_536);
        assertThat(LimitDraft.of(limit).limit()).contains(limit);
        assertThat(LimitDraft.of(LimitDraft.FIRST).limit()).contains(LimitDraft.FIRST);
        assertThat(LimitDraft.words(limit)).isEqualTo("beyond 1,000,000 bytes/h, 65,536 at once");
        assertThat(LimitDraft.words(LimitDraft.FIRST)).isEqualTo("up to 100 packets/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "-1", "4294967296", "99999999999999999999", "1.5", "ten", "1 0"})
    void whatIsNoNumberOfTheKernelIsSaidToBeWrong(String amount) {
        LimitDraft draft = new LimitDraft(false, amount, RateLimit.Unit.PACKETS, RateLimit.Period.SECOND, "");
        assertThat(draft.limit()).isEmpty();
        assertThat(draft.fault()).contains("4,294,967,295");
    }

    @Test
    void aBurstMayBeLeftOut() {
        LimitDraft draft = new LimitDraft(false, " 7 ", RateLimit.Unit.PACKETS, RateLimit.Period.DAY, " ");
        assertThat(draft.limit().orElseThrow().burst()).isZero();
        assertThat(draft.fault()).isEmpty();
    }
}
