package org.firewright.agent.api;

/**
 * A list as the kernel holds it now.
 *
 * @param name the list's name
 * @param digest the list's digest
 * @param loaded whether this preparation loaded it; false where the host held it already
 * @param milliseconds how long loading took, 0 where it was not loaded
 * @param memory bytes of its maps
 * @param memoryIsLowerBound whether the kernel's figure leaves something out
 */
public record PreparedList(
        String name, String digest, boolean loaded, long milliseconds, long memory, boolean memoryIsLowerBound) {}
