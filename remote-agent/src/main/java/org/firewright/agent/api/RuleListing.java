package org.firewright.agent.api;

import java.util.List;

/**
 * A rule of whoever.
 *
 * @param text in nft's notation, with its comment
 * @param handle the kernel's number for it
 * @param id {@link Rule#id} where it is ours, otherwise empty
 * @param counted whether it has a counter; packets and bytes are 0 where it has none
 * @param counter the name of a counter that is an object, which other rules may have too; empty where it has one of its own
 * @param packets packets that came to the counter
 * @param bytes their bytes
 * @param pins paths of the programs that it calls
 */
public record RuleListing(
        String text,
        long handle,
        String id,
        boolean counted,
        String counter,
        long packets,
        long bytes,
        List<String> pins) {
    /** The text, and behind it as a comment the id of a rule of ours: nft reads over it. */
    public String line() {
        return id.isEmpty() ? text : text + " # rule " + id;
    }
}
