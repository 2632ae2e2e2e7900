package org.firewright.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * Tells names that a target gives other values to, and that nothing there knows: an error where nothing of the project
     * does, as a name that is written wrongly is.
     *
     * @param here the target's policies, and the groups that they lead to
     * @param all of the project
     */
    void check(Node node, List<Policy> here, List<Policy> all) {
        if (!(node instanceof MappingNode mapping) || here.isEmpty()) {
            return; // told when it was read
        }
        Set<String> known = variables(here);
        Set<String> elsewhere = variables(all);
        String names = here.stream().map(Policy::name).collect(Collectors.joining(", "));
        String whose = here.size() == 1
                ? "The policy " + names + " has no variable "
                : "None of the policies " + names + " has a variable ";
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || known.contains(key.getValue())) {
                continue;
            }
            String sentence = whose + YamlNodes.shown(key.getValue()) + ".";
            if (elsewhere.contains(key.getValue())) {
                yaml.warning(key, sentence, "Take the value out, unless a rule shall use it again.");
            } else {
                String question = Suggestion.question(key.getValue(), known);
                yaml.error(key, sentence, question.isEmpty() ? "Give it a value there first." : question);
            }
        }
    }

    private static Set<String> variables(List<Policy> policies) {
        return policies.stream()
                .flatMap(policy -> policy.variables().keySet().stream())
                .collect(Collectors.toSet());
    }
}
