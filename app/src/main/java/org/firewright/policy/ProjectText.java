package org.firewright.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A project as the YAML text that reads back as the same project. */
final class ProjectText {
    /** The version of the file's form. */
    static final int VERSION = 1;

    /** What can stand without quotes and still be the same text; anything else is quoted. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}$/][^\\p{C}#:\"'\\\\]*(:[^\\p{C}#:\"'\\\\ ]+)*");

    private static final Pattern READ_OTHERWISE =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|\\.inf|\\.nan");

    private ProjectText() {}

    /** The project in the form that new projects get. */
    static String of(Project project) {
        return String.join("\n", YamlTree.lines(tree(project), 0)) + "\n";
    }

    /** What a project's file says. */
    static YamlTree.Branch tree(Project project) {
        Map<String, YamlTree> lists = new LinkedHashMap<>();
        project.lists().forEach(list -> lists.put(list.name(), ListForm.tree(list)));
        Map<String, YamlTree> policies = new LinkedHashMap<>();
        project.hooked().forEach(policy -> policies.put(policy.name(), tree(policy)));
        Map<String, YamlTree> groups = new LinkedHashMap<>();
        project.groups().byName().forEach((name, group) -> groups.put(name, tree(group)));
        Map<String, Map<String, YamlTree>> hosts = new LinkedHashMap<>();
        project.targets()
                .forEach(target -> hosts.computeIfAbsent(target.host(), host -> new LinkedHashMap<>())
                        .put(target.namespace(), tree(target)));
        Map<String, YamlTree> targets = new LinkedHashMap<>();
        hosts.forEach((host, namespaces) -> targets.put(host, new YamlTree.Branch(namespaces, true, false)));

        Map<String, YamlTree> all = new LinkedHashMap<>();
        all.put("firewright", word(Integer.toString(VERSION), false));
        all.put("name", text(project.name()));
        all.put("countries", path(project.sources().countries()));
        all.put("as-numbers", path(project.sources().asNumbers()));
        all.put("lists", new YamlTree.Branch(lists, true, lists.isEmpty()));
        all.put("policies", new YamlTree.Branch(policies, true, policies.isEmpty()));
        all.put("groups", new YamlTree.Branch(groups, true, groups.isEmpty()));
        all.put("targets", new YamlTree.Branch(targets, true, targets.isEmpty()));
        return new YamlTree.Branch(all, false, false);
    }

    /** One policy is named, several are a sequence; with variables, or where a person wrote one, in a mapping. */
    private static YamlTree tree(Target target) {
        YamlTree words = new YamlTree.Words(target.policies());
        List<YamlTree> forms = new ArrayList<>();
        boolean variables = !target.variables().isEmpty();
        if (target.policies().size() == 1) {
            YamlTree name = text(target.policies().getFirst());
            forms.addAll(variables ? List.of() : List.of(name));
            forms.add(tree(target, "policy", name));
            forms.add(tree(target, "policies", name));
        }
        forms.addAll(variables ? List.of() : List.of(words));
        forms.add(tree(target, "policies", words));
        return new YamlTree.Forms(forms);
    }

    private static YamlTree tree(Target target, String key, YamlTree policies) {
        Map<String, YamlTree> all = new LinkedHashMap<>();
        all.put(key, policies);
        all.put("variables", variables(target.variables()));
        return new YamlTree.Branch(all, false, false);
    }

    private static YamlTree variables(Map<String, String> variables) {
        Map<String, YamlTree> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> values.put(name, value(value)));
        return new YamlTree.Branch(values, true, values.isEmpty());
    }

    private static YamlTree value(String value) {
        // A number looks like one; whatever else is no plain text is quoted.
        return new YamlTree.Leaf(value, value.matches("[1-9][0-9]{0,8}") ? value : scalar(value), false);
    }

    private static YamlTree tree(Policy policy) {
        List<YamlTree.Branch> rules =
                policy.rules().stream().map(ProjectText::tree).toList();
        Map<String, YamlTree> all = new LinkedHashMap<>();
        policy.entry().ifPresent(entry -> {
            all.put("hook", word(ProjectWords.word(entry.hook()), false));
            all.put("priority", word(Integer.toString(entry.priority()), entry.priority() == 0));
            all.put("default", word(ProjectWords.word(entry.defaultAction()), false));
        });
        all.put("variables", variables(policy.variables()));
        all.put("rules", new YamlTree.Items(rules, "name", rules.isEmpty()));
        return new YamlTree.Branch(all, false, false);
    }

    /** Rules in the form that they have in a project's file, as items of a list. */
    static String rules(List<PolicyRule> rules) {
        return rules.stream()
                        .flatMap(rule -> YamlTree.item(tree(rule), 0).stream())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static YamlTree.Branch tree(PolicyRule rule) {
        Map<String, YamlTree> all = new LinkedHashMap<>();
        all.put("name", text(rule.name()));
        all.put(
                "when",
                new YamlTree.Leaf(rule.when(), scalar(rule.when()), rule.when().isEmpty()));
        all.put("action", word(ProjectWords.word(rule.action()), false));
        if (rule.action() == Action.JUMP) {
            all.put("to", text(rule.to()));
        }
        all.put("enabled", word(Boolean.toString(rule.enabled()), rule.enabled()));
        all.put("observe", word(Boolean.toString(rule.observe()), !rule.observe()));
        all.put("log", word(Boolean.toString(rule.log()), !rule.log()));
        String limit = rule.limit().map(RateLimit::text).orElse("");
        all.put("limit", new YamlTree.Leaf(limit, scalar(limit), limit.isEmpty()));
        all.put(
                "note",
                new YamlTree.Leaf(rule.note(), scalar(rule.note()), rule.note().isEmpty()));
        return new YamlTree.Branch(all, false, false);
    }

    private static YamlTree text(String value) {
        return new YamlTree.Leaf(value, scalar(value), false);
    }

    private static YamlTree path(Optional<Path> path) {
        String value = path.map(Path::toString).orElse("");
        return new YamlTree.Leaf(value, scalar(value), path.isEmpty());
    }

    private static YamlTree word(String value, boolean optional) {
        return new YamlTree.Leaf(value, value, optional);
    }

    /** A text as a YAML scalar: plain where that is safe, otherwise in double quotes. */
    static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !READ_OTHERWISE.matcher(text).matches()
                && text.strip().equals(text);
        return plain ? text : quoted(text);
    }

    /** A text in double quotes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    // As YAML 1.2 section 5.7 escapes what is not printable.
                    if (Character.toString(c).matches("\\p{C}|\u2028|\u2029|\u0085|\ufeff")) {
                        quoted.append("\\U%08x".formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
