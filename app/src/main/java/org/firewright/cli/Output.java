package org.firewright.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.WireFormat;

/** Where results and sentences go: results to standard output, as text or as one JSON value; sentences to standard error. */
final class Output {
    private final PrintWriter results;
    private final PrintWriter sentences;
    private final boolean json;
    private final Gson gson;

    Output(boolean json) {
        this(json, System.out, System.err);
    }

    Output(boolean json, PrintStream results, PrintStream sentences) {
        this.results = new PrintWriter(results, true, StandardCharsets.UTF_8);
        this.sentences = new PrintWriter(sentences, true, StandardCharsets.UTF_8);
        this.json = json;
        GsonBuilder builder = new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .registerTypeHierarchyAdapter(Path.class, new PathText());
        WireFormat.configure(builder);
        this.gson = builder.create();
    }

    boolean json() {
        return json;
    }

    /** Prints the result as JSON when that was asked for. */
    void value(Object result) {
        if (json) {
            results.println(gson.toJson(result));
        }
    }

    /** Prints a line of the result as text, unless JSON was asked for. */
    void line(String text) {
        if (!json) {
            results.println(text);
        }
    }

    /** Overwrites the current line of a terminal, or prints a new one elsewhere. */
    void live(String text, boolean terminal) {
        if (!json) {
            results.print(text);
            if (!terminal) {
                results.println();
            }
            results.flush();
        }
    }

    /** Tells what is going on, to people. */
    void step(String text) {
        sentences.println(text);
    }

    /** Tells a problem. */
    void problem(Problem problem) {
        sentences.println(problem.text());
    }

    private static final class PathText extends TypeAdapter<Path> {
        @Override
        public void write(JsonWriter out, Path path) throws IOException {
            out.value(path == null ? null : path.toString());
        }

        @Override
        public Path read(JsonReader in) throws IOException {
            return Path.of(in.nextString());
        }
    }
}
