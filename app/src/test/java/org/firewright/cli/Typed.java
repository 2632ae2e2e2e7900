package org.firewright.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.firewright.lab.Lab;
import org.firewright.remote.Connector;

/**
 * A command line that was typed, and what came of it.
 *
 * @param code the exit code
 * @param results standard output
 * @param sentences standard error
 */
record Typed(int code, String results, String sentences) {
    /** Runs it where no host can be reached. */
    static Typed words(String... words) {
        return with(
                (host, steps) -> {
                    throw new AssertionError("No host should be reached, and " + host + " was to be.");
                },
                words);
    }

    /** Runs it with these hosts. */
    static Typed with(Connector hosts, String... words) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream sentences = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                hosts, new Lab("none-of-this-name"), new PrintStream(results), new PrintStream(sentences), false);
        int code = Firewright.run(surroundings, words);
        return new Typed(code, results.toString(StandardCharsets.UTF_8), sentences.toString(StandardCharsets.UTF_8));
    }

    /** The one JSON value that standard output consists of. */
    JsonElement json() {
        return JsonParser.parseString(results);
    }
}
