package org.firewright.agent.nftables.text;

import java.time.ZoneId;
import java.util.function.IntFunction;

/**
 * What is printed, and how.
 *
 * @param counters whether counters and times that run are printed; without, as {@code nft -s}
 * @param pins whether the path of a pinned program is printed, which nft leaves out
 * @param elements whether the elements of named sets are printed; without, as {@code nft -t}
 * @param interfaces an interface's name by its index, null for one that is not there
 * @param zone in which times of day are printed
 */
public record Style(boolean counters, boolean pins, boolean elements, IntFunction<String> interfaces, ZoneId zone) {
    /** As nft prints, with the paths of pinned programs. */
    public static Style of(IntFunction<String> interfaces) {
        return new Style(true, true, true, interfaces, ZoneId.systemDefault());
    }

    /** The same without counters. */
    public Style withoutCounters() {
        return new Style(false, pins, elements, interfaces, zone);
    }

    /** The same without paths of pinned programs. */
    public Style withoutPins() {
        return new Style(counters, false, elements, interfaces, zone);
    }

    /** The same without elements of named sets. */
    public Style withoutElements() {
        return new Style(counters, pins, false, interfaces, zone);
    }
}
