package org.firewright.policy;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Text to YAML nodes with their marks, within bounds that no honest project reaches. */
final class YamlText {
    /** The deepest nesting that is read; a project needs five levels. */
    static final int MAX_DEPTH = 16;

    /** The longest text that is read, in characters: some thirty thousand rules. */
    static final int MAX_CHARACTERS = 4 << 20;

    /** The longest line that is read, in characters; the scanner's time grows with the square of a word's length. */
    static final int MAX_LINE = 20_000;

    private YamlText() {}

    /** The root node; empty for an empty text. */
    static Optional<Node> parse(String text) throws YamlFault {
        if (text.length() > MAX_CHARACTERS) {
            throw new YamlFault(0, 0, "The file is longer than " + MAX_CHARACTERS + " characters.", "");
        }
        checkLines(text);
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(MAX_CHARACTERS + 1)
                .build();
        try {
            // The composer calls itself for each level, so the depth is checked on the events, which do not.
            check(new Parse(settings).parseString(text));
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new YamlFault(
                    mark.map(Mark::getLine).orElse(-1) + 1,
                    mark.map(Mark::getColumn).orElse(-1) + 1,
                    "This is not YAML: " + e.getProblem() + ".",
                    "Look at the indentation, and put text that contains \": \" or \" #\" into quotes.");
        } catch (YamlEngineException e) {
            throw new YamlFault(0, 0, "This is not YAML: " + e.getMessage() + ".", "");
        }
    }

    private static void checkLines(String text) throws YamlFault {
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            if (next - start > MAX_LINE) {
                throw new YamlFault(line, 0, "The line is longer than " + MAX_LINE + " characters.", "");
            }
            start = next;
        }
    }

    private static void check(Iterable<Event> events) throws YamlFault {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw fault(event, "More than " + MAX_DEPTH + " levels are nested here.", "");
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                throw fault(
                        event,
                        "Anchors and aliases (&" + node.getAnchor().get() + ", *"
                                + node.getAnchor().get() + ") are not read.",
                        "Write the text out, or put quotes around it when it begins with & or *.");
            }
        }
    }

    private static YamlFault fault(Event event, String sentence, String remedy) {
        Optional<Mark> mark = event.getStartMark();
        return new YamlFault(
                mark.map(Mark::getLine).orElse(-1) + 1,
                mark.map(Mark::getColumn).orElse(-1) + 1,
                sentence,
                remedy);
    }

    /** Why a text cannot be read at all; lines and columns from 1 on, 0 where not known. */
    static final class YamlFault extends Exception {
        private static final long serialVersionUID = 1L;

        final int line;
        final int column;
        final String remedy;

        YamlFault(int line, int column, String sentence, String remedy) {
            super(sentence);
            this.line = line;
            this.column = column;
            this.remedy = remedy;
        }
    }
}
