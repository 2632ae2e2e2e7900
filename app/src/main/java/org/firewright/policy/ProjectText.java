package org.firewright.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A project as the YAML text that reads back as the same project. */
final class ProjectText {
    /** What can stand without quotes and still be the same text; anything else is quoted. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}$/][^\\p{C}#:\"'\\\\]*(:[^\\p{C}#:\"'\\\\ ]+)*");

    private static final Pattern READ_OTHERWISE =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|\\.inf|\\.nan");

    private ProjectText() {}

    /** The project in the form that new projects get. */
    static String of(Project project) {
        StringBuilder text = new StringBuilder("firewright: 1\n");
        text.append("name: ").append(scalar(project.name())).append('\n');
        if (!project.lists().isEmpty()) {
            text.append("lists:\n");
            project.lists()
                    .forEach(list -> text.append("  ")
                            .append(scalar(list.name()))
                            .append(": ")
                            .append(scalar(list.source().toString()))
                            .append('\n'));
        }
        if (!project.policies().isEmpty()) {
            text.append("policies:\n");
            project.policies().forEach(policy -> append(text, policy));
        }
        if (!project.targets().isEmpty()) {
            text.append("targets:\n");
            byHost(project.targets()).forEach((host, policies) -> {
                text.append("  ").append(scalar(host)).append(":\n");
                policies.forEach((namespace, policy) -> text.append("    ")
                        .append(scalar(namespace))
                        .append(": ")
                        .append(scalar(policy))
                        .append('\n'));
            });
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Policy policy) {
        text.append("  ").append(scalar(policy.name())).append(":\n");
        text.append("    hook: ").append(ProjectWords.word(policy.hook())).append('\n');
        if (policy.priority() != 0) {
            text.append("    priority: ").append(policy.priority()).append('\n');
        }
        text.append("    default: ")
                .append(ProjectWords.word(policy.defaultAction()))
                .append('\n');
        if (!policy.rules().isEmpty()) {
            text.append("    rules:\n");
        }
        for (PolicyRule rule : policy.rules()) {
            String lead = "      - ";
            for (Map.Entry<String, String> entry : entries(rule).entrySet()) {
                text.append(lead).append(entry.getKey()).append(": ");
                text.append(entry.getValue()).append('\n');
                lead = "        ";
            }
        }
    }

    /** A rule's keys in their usual order, each with its value as YAML. */
    static Map<String, String> entries(PolicyRule rule) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("name", scalar(rule.name()));
        if (!rule.when().isEmpty()) {
            entries.put("when", scalar(rule.when()));
        }
        entries.put("action", ProjectWords.word(rule.action()));
        if (!rule.enabled()) {
            entries.put("enabled", "false");
        }
        if (!rule.note().isEmpty()) {
            entries.put("note", scalar(rule.note()));
        }
        return entries;
    }

    /** The targets as they stand in a file: hosts in order, each with the policy of each namespace. */
    static Map<String, Map<String, String>> byHost(List<Target> targets) {
        Map<String, Map<String, String>> hosts = new LinkedHashMap<>();
        targets.forEach(target -> hosts.computeIfAbsent(target.host(), host -> new LinkedHashMap<>())
                .put(target.namespace(), target.policy()));
        return hosts;
    }

    /** A text as a YAML scalar: plain where that is safe, otherwise in double quotes. */
    static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && !READ_OTHERWISE.matcher(text).matches()
                && text.strip().equals(text);
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
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
