package org.firewright.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Targets in a project's file. What a namespace shall enforce is a policy's name, a sequence of such names, or a mapping
 * that holds one of these as {@code policy} or {@code policies}, beside values of variables.
 */
final class TargetsForm {
    private static final List<String> KEYS = List.of("policy", "policies", "variables");

    private final YamlNodes yaml;
    private final VariablesForm variablesForm;
    private final List<Policy> policies;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Location.InFile> positions = new HashMap<>();

    /**
     * Reads targets of policies.
     *
     * @param policies and groups that could be read
     * @param names those of all, also of policies with a fault: it is told once, at the policy
     */
    TargetsForm(YamlNodes yaml, List<Policy> policies, Collection<String> names) {
        this.yaml = yaml;
        this.variablesForm = new VariablesForm(yaml);
        this.policies = policies;
        names.stream().sorted().forEach(name -> known.put(name, name));
    }

    /** Those that could be read. */
    List<Target> targets() {
        return targets;
    }

    /** By {@link Target#text}. */
    Map<String, Location.InFile> positions() {
        return positions;
    }

    void read(Node node) {
        yaml.mapping(node, "\"targets\"").forEach((host, tuple) -> {
            if (!Names.isHost(host)) {
                yaml.error(tuple.getKeyNode(), "\"" + YamlNodes.shown(host) + "\" cannot be a host's name.", "");
            }
            yaml.mapping(tuple.getValueNode(), "A host's targets")
                    .forEach((namespace, target) -> read(host, namespace, target));
        });
    }

    private void read(String host, String namespace, NodeTuple tuple) {
        if (!Names.isNamespace(namespace)) {
            yaml.error(tuple.getKeyNode(), "\"" + YamlNodes.shown(namespace) + "\" cannot be a network namespace.", "");
        }
        Node node = tuple.getValueNode();
        Map<String, NodeTuple> keys = node instanceof MappingNode ? yaml.record(node, "A target", KEYS) : Map.of();
        Optional<Node> variables = value(keys, "variables");
        List<String> names = node instanceof MappingNode ? named(node, keys) : names(node);
        if (!names.isEmpty()) {
            Map<String, String> values = variables.map(variablesForm::read).orElse(Map.of());
            variables.ifPresent(there -> variablesForm.check(there, enforced(names), policies));
            Target target = new Target(host, namespace, names, values);
            targets.add(target);
            positions.put(target.text(), yaml.at(tuple.getKeyNode()));
        }
    }

    /** The policies of these names, and the groups that they lead to. */
    private List<Policy> enforced(List<String> names) {
        List<Policy> met = policies.stream()
                .filter(policy -> names.contains(policy.name()))
                .toList();
        return Stream.concat(met.stream(), Groups.of(policies).reached(met).stream())
                .toList();
    }

    /** The names in a mapping. */
    private List<String> named(Node node, Map<String, NodeTuple> keys) {
        if (keys.containsKey("policy") && keys.containsKey("policies")) {
            yaml.error(
                    keys.get("policies").getKeyNode(),
                    "The target has \"policy\" and \"policies\".",
                    "Name all of them in \"policies\".");
            return List.of();
        }
        return value(keys, "policies")
                .map(this::names)
                .or(() -> yaml.required(node, keys, "policy", "A target").map(this::name))
                .orElse(List.of());
    }

    private List<String> names(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            return name(node);
        }
        if (sequence.getValue().isEmpty()) {
            yaml.error(node, "The target has no policy.", "Name one, or remove the target.");
        }
        Map<String, Node> first = new LinkedHashMap<>();
        for (Node item : sequence.getValue()) {
            name(item).forEach(name -> {
                Node before = first.putIfAbsent(name, item);
                if (before != null) {
                    yaml.error(
                            item,
                            "The target has the policy " + name + " already; it stands in line "
                                    + yaml.at(before).line() + ".",
                            "Remove one of them: packets meet a policy of a namespace once.");
                }
            });
        }
        return List.copyOf(first.keySet());
    }

    private List<String> name(Node node) {
        if (node instanceof SequenceNode) {
            yaml.error(node, "\"policy\" names one policy.", "For several write \"policies\".");
            return List.of();
        }
        return yaml.word(node, "A target's policy", known).map(List::of).orElse(List.of());
    }

    private static Optional<Node> value(Map<String, NodeTuple> keys, String key) {
        return Optional.ofNullable(keys.get(key)).map(NodeTuple::getValueNode);
    }
}
