package org.firewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineFormatTest {
    @Test
    void anEventIsOneLineWhateverItsText() {
        LogRecord event = new LogRecord(Level.WARNING, "policy a\n2026-01-01T00:00:00Z SEVERE forged");
        event.setInstant(Instant.parse("2026-02-03T04:05:06.789Z"));
        event.setThrown(new IllegalStateException("over\nthere", new RuntimeException("why")));
        String line = new OneLineFormat().format(event);
        assertThat(line)
                .startsWith("2026-02-03T04:05:06.789Z WARNING policy a 2026-01-01T00:00:00Z SEVERE forged | ")
                .contains("IllegalStateException: over there at org.firewright.agent.OneLineFormatTest", "why")
                .endsWith("\n");
        assertThat(line.trim()).doesNotContain("\n");
    }
}
