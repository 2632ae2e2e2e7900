package org.firewright.agent.api;

import java.util.List;

/**
 * What stands in a table by itself.
 *
 * @param name its name
 * @param head a chain's lines up to its first rule; all lines of anything else
 * @param rules a chain's rules in order, otherwise empty
 * @param elements how many elements a set has, -1 where the kernel does not tell or it is no set
 */
public record BlockListing(Kind kind, String name, String head, List<RuleListing> rules, long elements) {
    /** What it is. */
    public enum Kind {
        /** A counter, quota, limit, helper or the like that rules share. */
        OBJECT,
        /** A set or map. */
        SET,
        /** A flow table. */
        FLOW_TABLE,
        /** A chain. */
        CHAIN
    }

    /** All of it, its last line with a line feed. */
    public String text() {
        if (kind != Kind.CHAIN) {
            return head;
        }
        StringBuilder text = new StringBuilder(head);
        for (RuleListing rule : rules) {
            text.append("\t\t").append(rule.line()).append('\n');
        }
        return text.append("\t}\n").toString();
    }
}
