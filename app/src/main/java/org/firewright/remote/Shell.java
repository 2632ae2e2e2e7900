package org.firewright.remote;

import java.util.List;
import java.util.stream.Collectors;

/** Words for POSIX sh. */
final class Shell {
    private Shell() {}

    /** One word, whatever is in it. */
    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** A command line of words, each taken as it is. */
    static String line(List<String> words) {
        return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
