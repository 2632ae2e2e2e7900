package org.firewright.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes a project's text so that it says something else, and leaves the lines alone that say it already. It works on
 * whole lines: an entry owns the lines from its key to the end of its value, and the comments and blank lines above.
 */
final class YamlEdit {
    /** Keys that stand for one another, by how many values they have. */
    private static final Map<String, String> TWINS = Map.of("policy", "policies", "policies", "policy");

    private final YamlLines old;

    private YamlEdit(YamlLines old) {
        this.old = old;
    }

    /**
     * The old text with what has changed. Should it ever not read back as the project, the project is written anew,
     * without comments: a lost comment is better than a wrong rule.
     *
     * @param text a text that reads as a project
     */
    static String update(String text, Project project) {
        try {
            Optional<Node> root = YamlText.parse(text);
            if (root.isPresent() && isBlock(root.get()) && root.get() instanceof MappingNode mapping) {
                YamlLines lines = new YamlLines(text);
                List<String> updated = new YamlEdit(lines).branch(ProjectText.tree(project), mapping, 0);
                updated.addAll(lines.behind(mapping));
                String candidate = lines.join(updated);
                Path file = project.folder().resolve(Project.FILE);
                if (ProjectFile.parse(file, candidate).project().equals(Optional.of(project))) {
                    return candidate;
                }
            }
        } catch (YamlText.YamlFault e) {
            // Not readable any more: there is nothing to keep.
        }
        return ProjectText.of(project);
    }

    /** The lines of a branch; its first entry's comments begin at a line, others' behind the entry before. */
    private List<String> branch(YamlTree.Branch wanted, MappingNode there, int firstLine) {
        Map<String, NodeTuple> tuples = new LinkedHashMap<>();
        Map<String, Integer> starts = new LinkedHashMap<>();
        int from = firstLine;
        for (NodeTuple tuple : there.getValue()) {
            String key = wantedKey(wanted, ((ScalarNode) tuple.getKeyNode()).getValue());
            tuples.put(key, tuple);
            starts.put(key, from);
            from = old.lastLine(tuple) + 1;
        }
        int column = YamlLines.column(there.getValue().getFirst().getKeyNode());
        List<String> lines = new ArrayList<>();
        for (String key : order(wanted, tuples)) {
            YamlTree value = wanted.entries().get(key);
            NodeTuple tuple = tuples.get(key);
            if (tuple != null) {
                lines.addAll(old.range(starts.get(key), YamlLines.line(tuple.getKeyNode())));
                lines.addAll(entry(key, value, tuple, column));
            } else if (!value.optional()) {
                lines.addAll(YamlTree.entry(key, value, column));
            }
        }
        return lines;
    }

    /** A key, or the one by which the same is said now. */
    private static String wantedKey(YamlTree.Branch wanted, String key) {
        String twin = TWINS.getOrDefault(key, key);
        return !wanted.named()
                        && !wanted.entries().containsKey(key)
                        && wanted.entries().containsKey(twin)
                ? twin
                : key;
    }

    private static List<String> order(YamlTree.Branch wanted, Map<String, NodeTuple> there) {
        List<String> keys = new ArrayList<>(wanted.entries().keySet());
        if (!wanted.named()) {
            // A record's keys stay in the order that a person gave them; new ones come last.
            List<String> before = new ArrayList<>(there.keySet());
            before.retainAll(keys);
            keys.removeAll(before);
            keys.addAll(0, before);
        }
        return keys;
    }

    private List<String> entry(String key, YamlTree value, NodeTuple tuple, int column) {
        Node there = tuple.getValueNode();
        int keyLine = YamlLines.line(tuple.getKeyNode());
        boolean nested = isBlock(there) && YamlLines.line(there) > keyLine;
        if (!says(tuple.getKeyNode(), key)) {
            return renamed(key, value, tuple, column);
        }
        return switch (value) {
            case YamlTree.Forms forms -> entry(key, form(forms, there, nested), tuple, column);
            case YamlTree.Leaf leaf
            when there instanceof ScalarNode scalar && scalar.getValue().equals(leaf.value()) -> old.of(tuple);
            case YamlTree.Leaf leaf when leaf.optional() && leaf.value().isEmpty() -> List.of();
            case YamlTree.Leaf leaf when isInline(there) -> List.of(old.replaced(there, leaf.yaml()));
            case YamlTree.Words words when says(there, words) -> old.of(tuple);
            case YamlTree.Words words when isInline(there) -> List.of(old.replaced(there, words.yaml()));
            case YamlTree.Words words
            when nested && there instanceof SequenceNode sequence -> {
                List<String> lines = new ArrayList<>(old.range(keyLine, keyLine + 1));
                lines.addAll(words(words, sequence, keyLine + 1));
                yield lines;
            }
            case YamlTree.Branch wanted when says(there, wanted) -> old.of(tuple);
            case YamlTree.Branch wanted
            when nested && there instanceof MappingNode mapping -> {
                List<String> lines = new ArrayList<>(old.range(keyLine, keyLine + 1));
                lines.addAll(branch(wanted, mapping, keyLine + 1));
                yield lines;
            }
            case YamlTree.Items wanted when says(there, wanted) -> old.of(tuple);
            case YamlTree.Items wanted
            when nested && there instanceof SequenceNode sequence -> {
                List<String> lines = new ArrayList<>(old.range(keyLine, keyLine + 1));
                lines.addAll(items(wanted, sequence, keyLine + 1));
                yield lines;
            }
            default -> value.optional() ? List.of() : YamlTree.entry(key, value, column);
        };
    }

    /** What stands in the place of a key and its value that say no more what is wanted; its comment stays. */
    private List<String> renamed(String key, YamlTree value, NodeTuple tuple, int column) {
        List<String> anew = YamlTree.entry(key, value, column);
        return anew.size() == 1 && isInline(tuple.getValueNode())
                ? List.of(old.replaced(
                        tuple.getKeyNode(),
                        tuple.getValueNode(),
                        anew.getFirst().strip()))
                : anew;
    }

    /** The form that stands there, or else the one that is most like it. */
    private static YamlTree form(YamlTree.Forms forms, Node there, boolean nested) {
        List<YamlTree> all = forms.forms();
        return all.stream()
                .filter(form -> says(there, form))
                .findFirst()
                .or(() -> all.stream()
                        .filter(form -> nested
                                && (form instanceof YamlTree.Branch
                                        ? there instanceof MappingNode
                                        : form instanceof YamlTree.Words && there instanceof SequenceNode))
                        .findFirst())
                .orElse(all.getFirst());
    }

    /** A value behind its key, in whose place another can be written. */
    private static boolean isInline(Node node) {
        return node instanceof ScalarNode ? !YamlNodes.isNothing(node) : node instanceof SequenceNode && !isBlock(node);
    }

    private List<String> words(YamlTree.Words wanted, SequenceNode there, int firstLine) {
        List<Node> items = there.getValue();
        int column = YamlLines.column(there);
        List<String> lines = new ArrayList<>();
        for (String word : wanted.values()) {
            int at = 0;
            while (at < items.size() && !says(items.get(at), word)) {
                at++;
            }
            if (at < items.size()) {
                int start = at == 0 ? firstLine : old.lastLine(items.get(at - 1)) + 1;
                lines.addAll(old.range(start, old.lastLine(items.get(at)) + 1));
            } else {
                lines.add(" ".repeat(column) + "- " + ProjectText.scalar(word));
            }
        }
        return lines;
    }

    private List<String> items(YamlTree.Items wanted, SequenceNode there, int firstLine) {
        List<Node> items = there.getValue();
        int column = YamlLines.column(there);
        List<String> lines = new ArrayList<>();
        List<Node> matches = matches(wanted, items);
        for (int i = 0; i < wanted.items().size(); i++) {
            YamlTree.Branch item = wanted.items().get(i);
            Node match = matches.get(i);
            if (match == null) {
                lines.addAll(YamlTree.item(item, column));
                continue;
            }
            int at = items.indexOf(match);
            int start = at == 0 ? firstLine : old.lastLine(items.get(at - 1)) + 1;
            int dash = old.dashLine(match);
            lines.addAll(old.range(start, dash));
            boolean editable = match instanceof MappingNode && isBlock(match) && YamlLines.line(match) == dash;
            if (says(match, item)) {
                lines.addAll(old.range(dash, old.lastLine(match) + 1));
            } else if (editable && match instanceof MappingNode mapping) {
                lines.addAll(item(item, mapping, dash));
            } else {
                lines.addAll(YamlTree.item(item, column));
            }
        }
        return lines;
    }

    /** An item keeps its dash, also when the key that stood behind it is gone. */
    private List<String> item(YamlTree.Branch wanted, MappingNode there, int dash) {
        List<String> lines = branch(wanted, there, dash);
        int column = YamlLines.column(there);
        String start = old.range(dash, dash + 1).getFirst().substring(0, column);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                lines.set(i, start + line.substring(column));
                break;
            }
        }
        return lines;
    }

    /** The old item for each wanted one: of the same name, or else the one at its place that nothing else matches. */
    private static List<Node> matches(YamlTree.Items wanted, List<Node> items) {
        List<Node> left = new ArrayList<>(items);
        List<Node> matches = new ArrayList<>(Collections.nCopies(wanted.items().size(), null));
        for (int i = 0; i < matches.size(); i++) {
            YamlTree name = wanted.items().get(i).entries().get(wanted.key());
            Node match = left.stream()
                    .filter(item -> item instanceof MappingNode mapping && names(mapping, wanted.key(), name))
                    .findFirst()
                    .orElse(null);
            matches.set(i, match);
            left.remove(match);
        }
        for (int i = 0; i < matches.size() && i < items.size(); i++) {
            if (matches.get(i) == null && left.remove(items.get(i))) {
                matches.set(i, items.get(i));
            }
        }
        return matches;
    }

    private static boolean names(MappingNode item, String key, YamlTree name) {
        return item.getValue().stream()
                .filter(tuple -> says(tuple.getKeyNode(), key))
                .anyMatch(tuple -> says(tuple.getValueNode(), name));
    }

    private static boolean says(Node node, String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    /** Whether a node says just this, whatever its layout. */
    private static boolean says(Node node, YamlTree wanted) {
        return switch (wanted) {
            case YamlTree.Leaf leaf -> says(node, leaf.value());
            case YamlTree.Forms forms -> forms.forms().stream().anyMatch(form -> says(node, form));
            case YamlTree.Words words ->
                node instanceof SequenceNode sequence
                        && sequence.getValue().size() == words.values().size()
                        && IntStream.range(0, words.values().size())
                                .allMatch(i -> says(
                                        sequence.getValue().get(i),
                                        words.values().get(i)));
            case YamlTree.Items items ->
                node instanceof SequenceNode sequence && saysAll(sequence.getValue(), items.items());
            case YamlTree.Branch branch -> node instanceof MappingNode mapping && saysAll(mapping, branch);
        };
    }

    private static boolean saysAll(List<Node> nodes, List<YamlTree.Branch> wanted) {
        for (int i = 0; i < nodes.size() && i < wanted.size(); i++) {
            if (!says(nodes.get(i), wanted.get(i))) {
                return false;
            }
        }
        return nodes.size() == wanted.size();
    }

    private static boolean saysAll(MappingNode mapping, YamlTree.Branch wanted) {
        List<String> keys = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            YamlTree value = wanted.entries().get(key);
            if (value == null || !says(tuple.getValueNode(), value)) {
                return false;
            }
            keys.add(key);
        }
        List<String> needed = new ArrayList<>(wanted.entries().keySet());
        needed.removeIf(key -> wanted.entries().get(key).optional() && !keys.contains(key));
        return wanted.named() ? keys.equals(needed) : keys.size() == needed.size() && keys.containsAll(needed);
    }

    private static boolean isBlock(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.BLOCK;
    }
}
