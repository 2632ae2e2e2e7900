package org.firewright.agent.api;

/**
 * Values from one to another, both included; of a concatenation, each part must lie between its own two.
 *
 * @param from hexadecimal, two lower-case digits a byte, as long as the loads together
 * @param to likewise; equal to {@code from} for a single value
 */
public record Interval(String from, String to) {}
