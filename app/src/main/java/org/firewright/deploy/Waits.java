package org.firewright.deploy;

import java.time.Duration;

/** How long a push waits for an agent's answer. Generous: they only end what would never end. */
final class Waits {
    static final Duration MISSING = Duration.ofSeconds(30);

    /** Loading some lists of millions of addresses takes minutes on a small host, and it may wait for another push. */
    static final Duration PREPARE = Duration.ofMinutes(10);

    static final Duration COMMIT = Duration.ofMinutes(1);

    private Waits() {}
}
