package org.firewright.agent.api;

/**
 * A list of addresses by its content.
 *
 * @param name the list's name without the dollar sign, for people
 * @param digest lower-case hexadecimal SHA-256 of its {@link ListFile}; equal content is the same list everywhere
 * @param ranges how many ranges it holds, IPv4 and IPv6 together
 * @param kind how hosts shall hold it
 */
public record ListContent(String name, String digest, long ranges, ListKind kind) {
    /** What leaves the kind out, as desktops did that knew of none, leaves it to the host. */
    public ListContent {
        kind = kind == null ? ListKind.ANY : kind;
    }

    /** A list that hosts hold as is best. */
    public ListContent(String name, String digest, long ranges) {
        this(name, digest, ranges, ListKind.ANY);
    }
}
