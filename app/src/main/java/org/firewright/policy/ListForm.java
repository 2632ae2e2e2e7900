package org.firewright.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** A list's definition in a project's file: a path, or a mapping that names one source. */
final class ListForm {
    private static final Duration DEFAULT_REFRESH = Duration.ofHours(24);
    private static final Pattern REFRESH = Pattern.compile("([1-9][0-9]{0,5})([mhd])");
    private static final int MAX_COLUMN = 1_000;
    private static final List<String> SOURCES = List.of("file", "folder", "url", "union", "intersect", "except");
    private static final List<String> KEYS =
            List.of("file", "folder", "url", "union", "intersect", "except", "column", "refresh", "held-as");
    private static final Map<String, ListHolding> HOLDINGS = Arrays.stream(ListHolding.values())
            .collect(Collectors.toMap(ListHolding::word, word -> word, (one, other) -> one, LinkedHashMap::new));

    private final YamlNodes yaml;

    ListForm(YamlNodes yaml) {
        this.yaml = yaml;
    }

    /** The definition; empty, with a problem told, where it makes none. */
    Optional<ListDefinition> read(String name, Node node) {
        if (!(node instanceof MappingNode)) {
            return yaml.text(node, "A list's source")
                    .flatMap(text -> path(node, text, "file"))
                    .map(path -> new ListDefinition(name, path));
        }
        Map<String, NodeTuple> keys = yaml.record(node, "A list", KEYS);
        List<String> named = SOURCES.stream().filter(keys::containsKey).toList();
        if (named.size() != 1) {
            yaml.error(
                    node,
                    named.isEmpty() ? "The list has no source." : "The list has more than one source.",
                    "Write one of: " + String.join(", ", SOURCES) + ".");
            return Optional.empty();
        }
        int column = column(keys);
        ListHolding holding = value(keys, "held-as")
                .flatMap(value -> yaml.word(value, "\"held-as\"", HOLDINGS))
                .orElse(ListHolding.CHOSEN);
        return source(named.getFirst(), keys, column).map(source -> new ListDefinition(name, source, holding));
    }

    private Optional<ListSource> source(String kind, Map<String, NodeTuple> keys, int column) {
        Node node = keys.get(kind).getValueNode();
        Optional<String> text = yaml.text(node, "\"" + kind + "\"");
        return switch (kind) {
            case "file" ->
                text.flatMap(value -> path(node, value, kind)).map(path -> new ListSource.File(path, column));
            case "folder" ->
                text.flatMap(value -> path(node, value, kind)).map(path -> new ListSource.Folder(path, column));
            case "url" ->
                text.flatMap(value -> address(node, value))
                        .map(address -> new ListSource.Url(address, refresh(keys), column));
            default -> text.flatMap(value -> combination(node, kind, value));
        };
    }

    private Optional<ListSource> combination(Node node, String kind, String text) {
        List<String> lists = Arrays.stream(text.split("[,\\s]+", -1))
                .filter(list -> !list.isEmpty())
                .map(list -> list.startsWith("$") ? list.substring(1) : list)
                .toList();
        ListSource.Operation operation = Arrays.stream(ListSource.Operation.values())
                .filter(each -> each.word().equals(kind))
                .findFirst()
                .orElseThrow();
        if (lists.isEmpty() || !lists.stream().allMatch(Names::isList)) {
            yaml.error(node, "\"" + kind + "\" needs names of lists.", "Separate them by commas, as in: one, other.");
            return Optional.empty();
        }
        return Optional.of(new ListSource.Combination(operation, lists));
    }

    /** A path that stays in the project's folder; empty, with a problem told, where it does not. */
    Optional<Path> path(Node node, String source, String kind) {
        try {
            Path path = Path.of(source).normalize();
            boolean inside = !source.isBlank() && !path.isAbsolute() && !path.startsWith("..");
            if (inside && !path.toString().isEmpty()) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            // Told below: no file of the project's folder can have this name.
        }
        yaml.error(
                node,
                "\"" + YamlNodes.shown(source) + "\" is not a " + kind + " in the project's folder.",
                "Copy the list into the folder and name it relative to it, such as lists/mine.txt.");
        return Optional.empty();
    }

    private Optional<URI> address(Node node, String text) {
        try {
            URI address = new URI(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // Told below, in the same words as an address of another kind.
        }
        yaml.error(
                node,
                "\"" + YamlNodes.shown(text) + "\" is no address of a web server.",
                "It begins with https:// or http:// and names a server.");
        return Optional.empty();
    }

    private Duration refresh(Map<String, NodeTuple> keys) {
        return value(keys, "refresh")
                .flatMap(node -> yaml.text(node, "\"refresh\"").flatMap(text -> {
                    Matcher matcher = REFRESH.matcher(text);
                    if (!matcher.matches()) {
                        yaml.error(node, "\"refresh\" must be a time.", "Write minutes, hours or days: 30m, 6h, 2d.");
                        return Optional.empty();
                    }
                    return Optional.of(duration(Long.parseLong(matcher.group(1)), matcher.group(2)));
                }))
                .orElse(DEFAULT_REFRESH);
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private int column(Map<String, NodeTuple> keys) {
        return value(keys, "column")
                .flatMap(node -> yaml.number(node, "\"column\"").filter(number -> {
                    boolean possible = number >= 1 && number <= MAX_COLUMN;
                    if (!possible) {
                        yaml.error(node, "\"column\" must be from 1 to " + MAX_COLUMN + ".", "");
                    }
                    return possible;
                }))
                .orElse(ListSource.NO_COLUMN);
    }

    private static Optional<Node> value(Map<String, NodeTuple> keys, String key) {
        return Optional.ofNullable(keys.get(key)).map(NodeTuple::getValueNode);
    }

    /** What a project's file says of a list. */
    static YamlTree tree(ListDefinition list) {
        boolean plain = list.holding() == ListHolding.CHOSEN;
        if (plain
                && list.source() instanceof ListSource.File(Path path, int column)
                && column == ListSource.NO_COLUMN) {
            return leaf(path.toString(), false);
        }
        Map<String, YamlTree> all = new LinkedHashMap<>();
        switch (list.source()) {
            case ListSource.File(Path path, int column) -> {
                all.put("file", leaf(path.toString(), false));
                all.put("column", leaf(Integer.toString(column), column == ListSource.NO_COLUMN));
            }
            case ListSource.Folder(Path path, int column) -> {
                all.put("folder", leaf(path.toString(), false));
                all.put("column", leaf(Integer.toString(column), column == ListSource.NO_COLUMN));
            }
            case ListSource.Url(URI address, Duration refresh, int column) -> {
                all.put("url", leaf(address.toString(), false));
                all.put("refresh", leaf(text(refresh), refresh.equals(DEFAULT_REFRESH)));
                all.put("column", leaf(Integer.toString(column), column == ListSource.NO_COLUMN));
            }
            case ListSource.Combination(ListSource.Operation operation, List<String> lists) ->
                all.put(operation.word(), leaf(String.join(", ", lists), false));
        }
        all.put("held-as", leaf(list.holding().word(), plain));
        return new YamlTree.Branch(all, false, false);
    }

    private static String text(Duration refresh) {
        return refresh.toHours() * 60 == refresh.toMinutes() ? refresh.toHours() + "h" : refresh.toMinutes() + "m";
    }

    private static YamlTree leaf(String value, boolean optional) {
        // A number must stay one, so it is not put into quotes.
        boolean number = value.matches("[0-9]+");
        return new YamlTree.Leaf(value, number ? value : ProjectText.scalar(value), optional);
    }
}
