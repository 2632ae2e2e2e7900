package org.firewright.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.expression.Suggestion;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Takes YAML nodes for what they should be, and collects a problem with line and column where they are not. */
final class YamlNodes {
    private static final int SHOWN = 40;

    private final Path file;
    private final List<ProjectProblem> problems = new ArrayList<>();

    YamlNodes(Path file) {
        this.file = file;
    }

    List<ProjectProblem> problems() {
        return problems;
    }

    Location.InFile at(Node node) {
        Mark mark = node.getStartMark().orElseThrow(() -> new IllegalStateException("Marks are switched on."));
        return new Location.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    void error(Node node, String sentence, String remedy) {
        problems.add(ProjectProblem.error(at(node), sentence, remedy));
    }

    void warning(Node node, String sentence, String remedy) {
        problems.add(ProjectProblem.warning(at(node), sentence, remedy));
    }

    /** The values by key in their order; a second key of the same name is an error. Empty unless it is a mapping. */
    Map<String, NodeTuple> mapping(Node node, String what) {
        Map<String, NodeTuple> byKey = new LinkedHashMap<>();
        if (isNothing(node)) {
            return byKey;
        }
        if (!(node instanceof MappingNode mapping)) {
            error(node, what + " must be a mapping of \"key: value\" lines.", "");
            return byKey;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Optional<String> key = text(tuple.getKeyNode(), "A key");
            if (key.isEmpty()) {
                continue;
            }
            NodeTuple first = byKey.putIfAbsent(key.get(), tuple);
            if (first != null) {
                error(
                        tuple.getKeyNode(),
                        "\"" + shown(key.get()) + "\" stands here a second time; the first is in line "
                                + at(first.getKeyNode()).line() + ".",
                        "Rename or remove one of them.");
            }
        }
        return byKey;
    }

    /** As {@link #mapping}; every key that is not among the known ones is an error. */
    Map<String, NodeTuple> record(Node node, String what, List<String> known) {
        Map<String, NodeTuple> byKey = mapping(node, what);
        byKey.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                String question = Suggestion.question(key, known);
                error(
                        tuple.getKeyNode(),
                        what + " has no \"" + shown(key) + "\".",
                        question.isEmpty() ? "It may have: " + String.join(", ", known) + "." : question);
            }
        });
        return byKey;
    }

    /** What stands at a key; empty, with an error told, where it is not there. */
    Optional<Node> required(Node parent, Map<String, NodeTuple> keys, String key, String what) {
        Optional<Node> value = Optional.ofNullable(keys.get(key)).map(NodeTuple::getValueNode);
        if (value.isEmpty()) {
            error(parent, what + " needs \"" + key + "\", which is missing here.", "");
        }
        return value;
    }

    /** The items; empty unless it is a sequence. */
    List<Node> sequence(Node node, String what) {
        if (isNothing(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        error(node, what + " must be a sequence of \"- item\" lines.", "");
        return List.of();
    }

    /** The text of a scalar as it stands there, whatever type YAML would give it. */
    Optional<String> text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !isNothing(node)) {
            return Optional.of(scalar.getValue());
        }
        error(node, what + " must be a text.", "");
        return Optional.empty();
    }

    Optional<Integer> number(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            try {
                return Optional.of(Integer.decode(scalar.getValue()));
            } catch (NumberFormatException e) {
                error(node, what + " must be a number that fits 32 bits.", "");
                return Optional.empty();
            }
        }
        error(node, what + " must be a whole number.", "");
        return Optional.empty();
    }

    Optional<Boolean> bool(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(Boolean.parseBoolean(scalar.getValue()));
        }
        error(node, what + " must be true or false.", "");
        return Optional.empty();
    }

    /** One of a few words. */
    <T> Optional<T> word(Node node, String what, Map<String, T> words) {
        Optional<String> text = text(node, what);
        if (text.isPresent() && !words.containsKey(text.get())) {
            String question = Suggestion.question(text.get(), words.keySet());
            error(
                    node,
                    what + " cannot be \"" + shown(text.get()) + "\".",
                    question.isEmpty() ? "It may be: " + String.join(", ", words.keySet()) + "." : question);
        }
        return text.map(words::get);
    }

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** A text of the file as it can stand in a sentence: cut, and without control characters. */
    static String shown(String text) {
        String plain = text.replaceAll("\\p{C}", ".");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN - 1) + "…";
    }
}
