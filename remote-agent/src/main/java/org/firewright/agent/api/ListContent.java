package org.firewright.agent.api;

/**
 * A list of addresses by its content.
 *
 * @param name the list's name without the dollar sign, for people
 * @param digest lower-case hexadecimal SHA-256 of its {@link ListFile}; equal content is the same list everywhere
 * @param ranges how many ranges it holds, IPv4 and IPv6 together
 */
public record ListContent(String name, String digest, long ranges) {}
