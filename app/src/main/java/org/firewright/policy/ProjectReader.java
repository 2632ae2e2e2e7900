package org.firewright.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.firewright.agent.api.Hook;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** YAML nodes to a project, with every fault told. */
final class ProjectReader {
    private static final List<String> PROJECT_KEYS =
            List.of("firewright", "name", "countries", "as-numbers", "lists", "policies", "groups", "targets");
    private static final List<String> POLICY_KEYS = List.of("hook", "priority", "default", "variables", "rules");
    private static final List<String> GROUP_KEYS = List.of("variables", "rules");
    private static final List<String> RULE_KEYS =
            List.of("name", "when", "action", "to", "enabled", "observe", "log", "limit", "note");

    private final YamlNodes yaml;
    private final VariablesForm variablesForm;
    private final Path file;
    private final List<ListDefinition> lists = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<String, List<ProjectRead.RulePosition>> rulePositions = new HashMap<>();
    private final Map<String, Location.InFile> listPositions = new HashMap<>();
    private final Map<String, Location.InFile> policyPositions = new HashMap<>();

    ProjectReader(Path file) {
        this.file = file;
        this.yaml = new YamlNodes(file);
        this.variablesForm = new VariablesForm(yaml);
    }

    /** The project that the node tells of; its folder is the file's. */
    ProjectRead read(Node root) {
        Map<String, NodeTuple> keys = yaml.record(root, "A project", PROJECT_KEYS);
        readVersion(root, keys);
        String name = required(root, keys, "name", "A project")
                .flatMap(node -> yaml.text(node, "A project's name"))
                .filter(text -> isName(text, root, "A project's name"))
                .orElse("");
        AddressSources sources =
                new AddressSources(path(keys, "countries", "folder"), path(keys, "as-numbers", "file"));
        value(keys, "lists").ifPresent(this::readLists);
        value(keys, "policies").ifPresent(this::readPolicies);
        Set<String> names = Set.copyOf(policyPositions.keySet());
        value(keys, "groups").ifPresent(this::readGroups);
        TargetsForm targets = new TargetsForm(yaml, policies, names);
        value(keys, "targets").ifPresent(targets::read);
        ProjectRead.Positions positions = new ProjectRead.Positions(
                new Location.InFile(file, 0, 0), rulePositions, listPositions, policyPositions, targets.positions());
        boolean broken = ProjectProblem.anyError(yaml.problems());
        Path folder = file.toAbsolutePath().getParent();
        Optional<Project> project = broken
                ? Optional.empty()
                : Optional.of(new Project(folder, name, lists, policies, targets.targets(), sources));
        return new ProjectRead(project, yaml.problems(), positions);
    }

    private void readVersion(Node root, Map<String, NodeTuple> keys) {
        required(root, keys, "firewright", "A project")
                .flatMap(node -> yaml.number(node, "\"firewright\", the version of the file's form,"))
                .filter(version -> version != ProjectText.VERSION)
                .ifPresent(version -> yaml.error(
                        keys.get("firewright").getValueNode(),
                        "This file has form " + version + ", and this Firewright reads form " + ProjectText.VERSION
                                + ".",
                        "Use a newer Firewright."));
    }

    /** A path in the project's folder, where one is given. */
    private Optional<Path> path(Map<String, NodeTuple> keys, String key, String kind) {
        return value(keys, key)
                .filter(node -> !YamlNodes.isNothing(node))
                .flatMap(node ->
                        yaml.text(node, "\"" + key + "\"").flatMap(text -> new ListForm(yaml).path(node, text, kind)));
    }

    private void readLists(Node node) {
        yaml.mapping(node, "\"lists\"").forEach((name, tuple) -> {
            listPositions.put(name, yaml.at(tuple.getKeyNode()));
            if (!Names.isList(name)) {
                yaml.error(
                        tuple.getKeyNode(),
                        "\"" + YamlNodes.shown(name) + "\" cannot be a list's name.",
                        "Use lower-case letters, digits, underscores, and dots inside.");
            }
            new ListForm(yaml).read(name, tuple.getValueNode()).ifPresent(lists::add);
        });
    }

    private void readPolicies(Node node) {
        yaml.mapping(node, "\"policies\"").forEach((name, tuple) -> {
            policyPositions.put(name, yaml.at(tuple.getKeyNode()));
            if (isName(name, tuple.getKeyNode(), "A policy's name")) {
                readPolicy(name, tuple);
            }
        });
    }

    private void readGroups(Node node) {
        yaml.mapping(node, "\"groups\"").forEach((name, tuple) -> {
            Location.InFile other = policyPositions.putIfAbsent(name, yaml.at(tuple.getKeyNode()));
            if (other != null) {
                yaml.error(
                        tuple.getKeyNode(),
                        "\"" + YamlNodes.shown(name) + "\" is the name of a policy already, in line " + other.line()
                                + ".",
                        "Give the group another name.");
            } else if (isName(name, tuple.getKeyNode(), "A group's name")) {
                readGroup(name, tuple);
            }
        });
    }

    private void readGroup(String name, NodeTuple tuple) {
        Map<String, NodeTuple> keys = yaml.record(tuple.getValueNode(), "A group", GROUP_KEYS);
        List<PolicyRule> rules =
                value(keys, "rules").map(node -> readRules(name, node)).orElse(List.of());
        Map<String, String> variables =
                value(keys, "variables").map(variablesForm::read).orElse(Map.of());
        policies.add(Policy.group(name, rules, variables));
    }

    private void readPolicy(String name, NodeTuple tuple) {
        Map<String, NodeTuple> keys = yaml.record(tuple.getValueNode(), "A policy", POLICY_KEYS);
        Optional<Hook> hook = required(tuple.getKeyNode(), keys, "hook", "A policy")
                .flatMap(node -> yaml.word(node, "A policy's hook", ProjectWords.HOOKS));
        int priority = value(keys, "priority")
                .flatMap(node -> yaml.number(node, "A policy's priority"))
                .orElse(0);
        Optional<Action> fallback = required(tuple.getKeyNode(), keys, "default", "A policy")
                .flatMap(node -> yaml.word(node, "A policy's default", ProjectWords.DEFAULTS));
        List<PolicyRule> rules =
                value(keys, "rules").map(node -> readRules(name, node)).orElse(List.of());
        if (hook.isPresent() && fallback.isPresent()) {
            Map<String, String> variables =
                    value(keys, "variables").map(variablesForm::read).orElse(Map.of());
            policies.add(new Policy(name, hook.get(), priority, fallback.get(), rules, variables));
        }
    }

    private List<PolicyRule> readRules(String policy, Node node) {
        List<PolicyRule> rules = new ArrayList<>();
        List<ProjectRead.RulePosition> positions = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Node item : yaml.sequence(node, "\"rules\"")) {
            readRule(item).ifPresent(rule -> {
                rules.add(rule);
                positions.add(position(item));
                Integer first = lines.putIfAbsent(rule.name(), yaml.at(item).line());
                if (first != null) {
                    yaml.error(
                            item,
                            "There is a rule \"" + YamlNodes.shown(rule.name()) + "\" already, in line " + first + ".",
                            "Give each rule of a policy a name of its own.");
                }
            });
        }
        rulePositions.put(policy, List.copyOf(positions));
        return rules;
    }

    private Optional<PolicyRule> readRule(Node item) {
        Map<String, NodeTuple> keys = yaml.record(item, "A rule", RULE_KEYS);
        Optional<String> name = required(item, keys, "name", "A rule")
                .flatMap(node -> yaml.text(node, "A rule's name"))
                .filter(text -> isName(text, item, "A rule's name"));
        String when = value(keys, "when")
                .filter(node -> !YamlNodes.isNothing(node))
                .flatMap(node -> yaml.text(node, "A rule's \"when\""))
                .orElse("");
        Optional<Action> action = required(item, keys, "action", "A rule")
                .flatMap(node -> yaml.word(node, "A rule's action", ProjectWords.ACTIONS));
        Optional<String> to = to(item, action, keys);
        boolean enabled = bool(keys, "enabled", true);
        boolean observe = bool(keys, "observe", false);
        boolean log = bool(keys, "log", false);
        Optional<RateLimit> limit =
                value(keys, "limit").filter(node -> !YamlNodes.isNothing(node)).flatMap(this::readLimit);
        String note = value(keys, "note")
                .filter(node -> !YamlNodes.isNothing(node))
                .flatMap(node -> yaml.text(node, "A note"))
                .orElse("");
        return name.isPresent() && action.isPresent() && to.isPresent()
                ? Optional.of(
                        new PolicyRule(name.get(), when, action.get(), to.get(), enabled, observe, log, limit, note))
                : Optional.empty();
    }

    /** The group that a rule jumps to: empty text where it does not jump; nothing, with an error told, where that is amiss. */
    private Optional<String> to(Node item, Optional<Action> action, Map<String, NodeTuple> keys) {
        boolean jumps = action.equals(Optional.of(Action.JUMP));
        if (!jumps && keys.containsKey("to")) {
            yaml.error(
                    keys.get("to").getKeyNode(),
                    "Only a rule that jumps goes to a group.",
                    "Write \"action: jump\", or take \"to\" out.");
        }
        return jumps
                ? yaml.required(item, keys, "to", "A rule that jumps")
                        .flatMap(node -> yaml.text(node, "A rule's \"to\""))
                : Optional.of("");
    }

    private boolean bool(Map<String, NodeTuple> keys, String key, boolean otherwise) {
        return value(keys, key)
                .flatMap(node -> yaml.bool(node, "\"" + key + "\""))
                .orElse(otherwise);
    }

    private Optional<RateLimit> readLimit(Node node) {
        Optional<String> text = yaml.text(node, "A rule's \"limit\"");
        Optional<RateLimit> limit = text.flatMap(RateLimit::parse);
        if (text.isPresent() && limit.isEmpty()) {
            yaml.error(
                    node,
                    "\"" + YamlNodes.shown(text.get()) + "\" is no limit.",
                    "Write it as 100 packets/second, or as over 1000000 bytes/minute burst 65536.");
        }
        return limit;
    }

    private ProjectRead.RulePosition position(Node item) {
        Location.InFile start = yaml.at(item);
        NodeTuple when = yaml.mapping(item, "A rule").get("when");
        if (when == null || !(when.getValueNode() instanceof ScalarNode scalar)) {
            return new ProjectRead.RulePosition(start, start, false);
        }
        Location.InFile text = yaml.at(scalar);
        boolean sameLine = scalar.getEndMark().orElseThrow().getLine() + 1 == text.line();
        int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        int length = scalar.getEndMark().orElseThrow().getColumn() + 1 - text.column() - 2 * quote;
        // An escape in quotes makes the text in the file longer than what it means.
        boolean asIs =
                length == scalar.getValue().codePointCount(0, scalar.getValue().length());
        return new ProjectRead.RulePosition(
                start, new Location.InFile(file, text.line(), text.column() + quote), sameLine && asIs);
    }

    private boolean isName(String name, Node node, String what) {
        boolean good = Names.isName(name);
        if (!good) {
            yaml.error(node, what + " must have 1 to " + Names.MAX_NAME + " printable characters.", "");
        }
        return good;
    }

    private static Optional<Node> value(Map<String, NodeTuple> keys, String key) {
        return Optional.ofNullable(keys.get(key)).map(NodeTuple::getValueNode);
    }

    private Optional<Node> required(Node parent, Map<String, NodeTuple> keys, String key, String what) {
        return yaml.required(parent, keys, key, what);
    }
}
