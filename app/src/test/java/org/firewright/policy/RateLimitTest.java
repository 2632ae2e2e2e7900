package org.firewright.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "100 packets/second",
                "over 1000000 bytes/minute",
                "over 4294967295 packets/day burst 4294967295",
                "1 bytes/hour burst 1",
            })
    void isWrittenAsItWasRead(String text) {
        assertThat(RateLimit.parse(text).map(RateLimit::text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "100",
                "0 packets/second",
                "-1 packets/second",
                "100 packets / second",
                "over 4294967296 bytes/day",
                "9999999999 packets/day burst 9999999999",
                "100 packet/second",
                "100 packets/second burst",
                "100 packets/week",
            })
    void whatIsNoLimitIsNone(String text) {
        assertThat(RateLimit.parse(text)).isEmpty();
    }

    @Test
    void aBurstThatIsNotWrittenLetsTheLargestPacketPass() {
        assertThat(RateLimit.parse("1 bytes/second").map(RateLimit::effectiveBurst))
                .isEqualTo(Optional.of(65_536L));
        assertThat(RateLimit.parse("1 packets/second").map(RateLimit::effectiveBurst))
                .isEqualTo(Optional.of(5L));
    }
}
