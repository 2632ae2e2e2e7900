package org.firewright.policy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where a list's addresses come from. */
public sealed interface ListSource {
    /** The column of a source whose lines are one entry each. */
    int NO_COLUMN = 0;

    /** As people read it: a path, an address, or names of lists with what is done to them. */
    String text();

    /**
     * A file, perhaps compressed with gzip.
     *
     * @param path relative to the project's folder
     * @param column of a table the column that holds addresses, from 1 on; {@link #NO_COLUMN} for plain lines
     */
    record File(Path path, int column) implements ListSource {
        @Override
        public String text() {
            return path + (column == NO_COLUMN ? "" : ", column " + column);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * All files of a folder together; those whose name begins with a dot are left out, and so are folders in it.
     *
     * @param path relative to the project's folder
     * @param column as above, of every file
     */
    record Folder(Path path, int column) implements ListSource {
        @Override
        public String text() {
            return path + "/" + (column == NO_COLUMN ? "" : ", column " + column);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * What a web server has.
     *
     * @param address http or https
     * @param refresh after so long it is asked again whether it has something newer
     * @param column as above
     */
    record Url(URI address, Duration refresh, int column) implements ListSource {
        @Override
        public String text() {
            return address + (column == NO_COLUMN ? "" : ", column " + column);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Other lists of the project put together.
     *
     * @param operation what is done
     * @param lists names, at least one, in the order that they were written in
     */
    record Combination(Operation operation, List<String> lists) implements ListSource {
        /** Takes the names as they are; whether there are such lists is told when they are read. */
        public Combination {
            lists = List.copyOf(lists);
        }

        @Override
        public String text() {
            return operation.word() + " " + String.join(", ", lists);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** What can be done with lists. */
    enum Operation {
        /** Addresses that are in any of them. */
        UNION("union"),
        /** Addresses that are in all of them. */
        INTERSECT("intersect"),
        /** Addresses of the first that are in none of the others. */
        EXCEPT("except");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        /** As a project's file has it. */
        public String word() {
            return word;
        }
    }
}
