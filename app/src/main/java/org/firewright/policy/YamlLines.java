package org.firewright.policy;

import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The lines of a YAML text, from 0 on, and which of them a node stands in. */
final class YamlLines {
    private final List<String> lines;
    private final String lineEnd;

    YamlLines(String text) {
        lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        lines = text.replace("\r\n", "\n").lines().toList();
    }

    /** Lines as a text, with the line ends of the old one. */
    String join(List<String> joined) {
        return String.join(lineEnd, joined) + lineEnd;
    }

    /** The lines from one to before another. */
    List<String> range(int from, int to) {
        return lines.subList(Math.min(from, to), to);
    }

    /** The lines of a key and its value. */
    List<String> of(NodeTuple tuple) {
        return range(line(tuple.getKeyNode()), lastLine(tuple) + 1);
    }

    /** What stands behind all content. */
    List<String> behind(Node root) {
        return range(lastLine(root) + 1, lines.size());
    }

    /** The line in which a value begins, with another value in its place; what stands behind it in the line stays. */
    String replaced(Node node, String yaml) {
        return replaced(node, node, yaml);
    }

    /** The same of all from one node to another. */
    String replaced(Node from, Node to, String yaml) {
        Mark start = from.getStartMark().orElseThrow();
        Mark end = to.getEndMark().orElseThrow();
        String first = lines.get(start.getLine());
        boolean block = to instanceof ScalarNode scalar && isBlockScalar(scalar);
        String last = block ? "" : lines.get(end.getLine());
        return first.substring(0, first.offsetByCodePoints(0, start.getColumn()))
                + yaml
                + (block ? "" : last.substring(last.offsetByCodePoints(0, end.getColumn())));
    }

    /** The line of a sequence item's dash. */
    int dashLine(Node item) {
        int line = line(item);
        int column = item.getStartMark().orElseThrow().getColumn();
        // The dash stands before the item in its line, or alone in a line above.
        while (line > 0
                && lines.get(line)
                                .substring(0, Math.min(column, lines.get(line).length()))
                                .indexOf('-')
                        < 0) {
            line--;
            column = Integer.MAX_VALUE;
        }
        return line;
    }

    /** The line in which a node begins. */
    static int line(Node node) {
        return node.getStartMark().orElseThrow().getLine();
    }

    /** The column, from 0 on, in which a node begins. */
    static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }

    /** The last line of a key and its value. */
    int lastLine(NodeTuple tuple) {
        return Math.max(lastLine(tuple.getKeyNode()), lastLine(tuple.getValueNode()));
    }

    /** The last line with content of a node; the mark of a block's end is behind the comments that follow it. */
    int lastLine(Node node) {
        return switch (node) {
            case MappingNode mapping
            when isBlock(mapping) && !mapping.getValue().isEmpty() ->
                lastLine(mapping.getValue().getLast());
            case SequenceNode sequence
            when isBlock(sequence) && !sequence.getValue().isEmpty() ->
                lastLine(sequence.getValue().getLast());
            case ScalarNode scalar when isBlockScalar(scalar) -> lastOfBlockScalar(scalar);
            default -> node.getEndMark().orElseThrow().getLine();
        };
    }

    private int lastOfBlockScalar(ScalarNode scalar) {
        Mark end = scalar.getEndMark().orElseThrow();
        int last = end.getLine() < lines.size() ? end.getLine() - 1 : lines.size() - 1;
        while (last > line(scalar) && lines.get(last).isBlank()) {
            last--;
        }
        return last;
    }

    private static boolean isBlock(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.BLOCK;
    }

    private static boolean isBlockScalar(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    }
}
