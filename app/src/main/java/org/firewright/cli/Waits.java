package org.firewright.cli;

import java.time.Duration;

/** How long verbs wait for an agent's answer. Generous: they only end what would never end. */
final class Waits {
    /** A picture of a host with hundreds of namespaces and ten thousands of rules takes seconds. */
    static final Duration INSPECT = Duration.ofMinutes(2);

    static final Duration REMOVE = Duration.ofMinutes(2);

    static final Duration WATCH = Duration.ofSeconds(30);

    private Waits() {}
}
