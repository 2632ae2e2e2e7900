package org.firewright.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.firewright.expression.Expressions;
import org.firewright.expression.Suggestion;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Variables in a project's file: the values of a policy, and those that a target gives instead. */
final class VariablesForm {
    private final YamlNodes yaml;

    VariablesForm(YamlNodes yaml) {
        this.yaml = yaml;
    }

    /** Values by name; what stands against one is told. */
    Map<String, String> read(Node node) {
        Map<String, String> variables = new LinkedHashMap<>();
        yaml.mapping(node, "\"variables\"").forEach((name, tuple) -> {
            if (!Expressions.isVariable(name)) {
                yaml.error(
                        tuple.getKeyNode(),
                        "\"" + YamlNodes.shown(name) + "\" cannot be a variable's name.",
                        "Begin with a letter, and use lower-case letters, digits and underscores.");
            }
            yaml.text(tuple.getValueNode(), "A variable's value").ifPresent(value -> variables.put(name, value));
        });
        return variables;
    }

    /** Tells names that the policy does not know: a target gives other values to variables that have one there. */
    void check(Node node, Policy policy) {
        if (!(node instanceof MappingNode mapping)) {
            return; // told when it was read
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && !policy.variables().containsKey(key.getValue())) {
                String question =
                        Suggestion.question(key.getValue(), policy.variables().keySet());
                yaml.error(
                        key,
                        "The policy " + policy.name() + " has no variable " + YamlNodes.shown(key.getValue()) + ".",
                        question.isEmpty() ? "Give it a value there first." : question);
            }
        }
    }
}
