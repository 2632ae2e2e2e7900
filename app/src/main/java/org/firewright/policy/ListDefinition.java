package org.firewright.policy;

import java.nio.file.Path;

/**
 * A list that rules name as {@code $name}.
 *
 * @param name lower-case letters, digits, dots and underscores
 * @param source where its addresses come from
 * @param holding how hosts are to hold it
 */
public record ListDefinition(String name, ListSource source, ListHolding holding) {
    /** A list that hosts hold as is best. */
    public ListDefinition(String name, ListSource source) {
        this(name, source, ListHolding.CHOSEN);
    }

    /** A list in a file of one entry in each line, relative to the project's folder. */
    public ListDefinition(String name, Path file) {
        this(name, new ListSource.File(file, ListSource.NO_COLUMN));
    }
}
