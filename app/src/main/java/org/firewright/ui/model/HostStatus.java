package org.firewright.ui.model;

import org.firewright.agent.api.Hello;
import org.firewright.agent.api.Problem;

/** How a host stands to this desktop. */
public sealed interface HostStatus {
    /** Nobody has asked for it yet, or it was let go. */
    record Offline() implements HostStatus {}

    /** On the way; the step in a few words. */
    record Connecting(String step) implements HostStatus {}

    /** Its agent answers. */
    record Online(Hello hello) implements HostStatus {}

    /** Not reached, or lost; the reason. */
    record Failed(Problem problem) implements HostStatus {}
}
