package org.firewright.compile;

import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ListKind;
import org.firewright.iplist.ValueList;

/**
 * What a project knows of addresses beside its lists, read: a number for each range.
 *
 * @param kind what the numbers are
 * @param read the numbers, and the lines that could not be taken in
 * @param file the form in which it travels to hosts
 */
public record AddressTable(Kind kind, ValueList read, ListFile file) {
    /** What is known. */
    public enum Kind {
        /** Countries, by the numbers of {@link org.firewright.iplist.Countries}. */
        COUNTRIES("countries"),
        /** Numbers of autonomous systems. */
        AS_NUMBERS("as-numbers");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As a project's file has it. */
        public String word() {
            return word;
        }
    }

    /** How a deployment names it. */
    public ListContent content() {
        return new ListContent(kind.word(), file.digest(), read.values().count(), ListKind.VALUES);
    }
}
