package org.firewright.agent.api;

/**
 * Who deployed what and when; kept in the kernel as the user data of our table.
 *
 * @param digest {@link Ruleset#digest}
 * @param policy the policy's name, cut to 64 bytes
 * @param by who deployed it, cut to 64 bytes
 * @param at when, in milliseconds since the epoch by the host's clock
 */
public record Stamp(String digest, String policy, String by, long at) {}
