package org.firewright.agent.iplist;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListFile;

/**
 * The name of a list's map or program in our folder of bpffs. It tells the content, so that equal lists are the same
 * pin; for programs it also tells the code, so that a newer agent does not mistake older code for its own. Names hold
 * no dot, which bpffs reserves.
 */
public sealed interface ListPin {
    /** How many digits of a list's digest a name carries. */
    int LIST_DIGITS = 16;

    /** How many digits of the compiled object's digest a program's name carries. */
    int CODE_DIGITS = 8;

    /** The list's digest, cut to {@link #LIST_DIGITS}. */
    String list();

    /** The file's name, without the folder. */
    String name();

    /** One of a list's maps; its content is complete when the pin exists. */
    record Map(String list, Part part) implements ListPin {
        @Override
        public String name() {
            return "list-" + list + "-" + part.suffix;
        }
    }

    /**
     * One of a list's programs.
     *
     * @param code the compiled object's digest, cut to {@link #CODE_DIGITS}
     */
    record Program(String list, Condition.Direction direction, boolean inverted, String code) implements ListPin {
        @Override
        public String name() {
            return "list-" + list + "-" + role(direction, inverted) + "-" + code;
        }
    }

    /** What a map is of its list. A new layout of a part takes a new name: a name stands for one content. */
    enum Part {
        /** The trie of IPv4 prefixes. */
        TRIE4("v4"),
        /** The trie of IPv6 prefixes. */
        TRIE6("v6"),
        /** The packed table of IPv4 ranges. */
        TABLE4("table4"),
        /** The packed table of IPv6 ranges. */
        TABLE6("table6"),
        /** What programs must know of the two packed tables. */
        TABLE_HEAD("table");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        private static Part of(String suffix) {
            for (Part part : values()) {
                if (part.suffix.equals(suffix)) {
                    return part;
                }
            }
            throw new IllegalArgumentException("No part is named " + suffix + ".");
        }
    }

    /** As in names of pins and of the object's programs: src, dst, notsrc or notdst. */
    static String role(Condition.Direction direction, boolean inverted) {
        return switch (direction) {
            case SOURCE -> inverted ? "notsrc" : "src";
            case DESTINATION -> inverted ? "notdst" : "dst";
        };
    }

    /**
     * A digest as names carry it.
     *
     * @throws IllegalArgumentException when it is no digest: anything else must not become a path
     */
    static String shorten(String digest) {
        if (!ListFile.isDigest(digest)) {
            throw new IllegalArgumentException("This is not the digest of a list: " + digest);
        }
        return digest.substring(0, LIST_DIGITS);
    }

    /** Reads a file's name (without folder); empty where it is none of ours. */
    static Optional<ListPin> parse(String name) {
        Matcher matcher = Names.PATTERN.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String list = matcher.group("list");
        String part = matcher.group("part");
        if (part != null) {
            return Optional.of(new Map(list, Part.of(part)));
        }
        boolean inverted = matcher.group("not") != null;
        Condition.Direction direction =
                matcher.group("direction").equals("src") ? Condition.Direction.SOURCE : Condition.Direction.DESTINATION;
        return Optional.of(new Program(list, direction, inverted, matcher.group("code")));
    }

    /** Keeps the pattern out of the interface's public constants. */
    final class Names {
        private static final Pattern PATTERN = Pattern.compile(
                "list-(?<list>[0-9a-f]{" + LIST_DIGITS + "})-(?:(?<part>v4|v6|table4|table6|table)|(?<not>not)?"
                        + "(?<direction>src|dst)-(?<code>[0-9a-f]{" + CODE_DIGITS + "}))");

        private Names() {}
    }
}
