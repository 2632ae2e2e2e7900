package org.firewright.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.WireFormat;

/** Where results and sentences go: results to standard output, as text or as one JSON value; sentences to standard error. */
final class Output {
    private final PrintWriter results;
    private final PrintWriter sentences;
    private final boolean json;
    private final boolean terminal;
    private final Gson gson;
    private int liveLines;
    private String lastStep = "";

    Output(boolean json, Surroundings surroundings) {
        this.results = surroundings.resultWriter();
        this.sentences = surroundings.sentenceWriter();
        this.terminal = surroundings.terminal();
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

    /** Prints lines of the result as text, unless JSON was asked for. */
    void lines(Iterable<String> texts) {
        texts.forEach(this::line);
    }

    /** Prints lines that are true for a moment: on a terminal over those of the moment before, elsewhere below them. */
    void live(List<String> texts) {
        if (json) {
            return;
        }
        // CSI n F and CSI K of ECMA-48: to the start of the line n lines up, and erase to the end of the line.
        String over = terminal && liveLines > 0 ? "\u001b[" + liveLines + "F" : "";
        String erase = terminal ? "\u001b[K" : "";
        StringBuilder all = new StringBuilder(over);
        texts.forEach(text -> all.append(text).append(erase).append('\n'));
        results.print(all);
        results.flush();
        liveLines = texts.size();
    }

    /** Tells what is going on, to people; what has just been told is not told again. Any thread may call it. */
    synchronized void step(String text) {
        if (!text.equals(lastStep)) {
            sentences.println(text);
        }
        lastStep = text;
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
