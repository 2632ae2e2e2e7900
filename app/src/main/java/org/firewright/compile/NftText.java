package org.firewright.compile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Family;
import org.firewright.agent.api.Limit;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Verdict;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;

/** Rules as people know them from nft. */
final class NftText {
    private static final int MAX_PREFIX = 125;

    private NftText() {}

    /** A rule in one line, or with a rate in one for each family. */
    static String rule(Rule rule) {
        if (rule.conditions().stream().noneMatch(Condition.Rate.class::isInstance)) {
            return rule(rule, null);
        }
        return Family.of(rule.conditions()).stream()
                .map(family -> rule(rule, family))
                .collect(Collectors.joining("\n"));
    }

    private static String rule(Rule rule, Family family) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rule.conditions().size(); i++) {
            Condition condition = rule.conditions().get(i);
            text.append(
                            condition instanceof Condition.Rate rate
                                    ? update(rate, rate.set(rule.id(), i + 1, family), family)
                                    : condition(rule, condition))
                    .append(' ');
        }
        String limit = rule.limit() == null ? "" : limit(rule.limit()) + " ";
        String log = rule.log() ? " log prefix \"" + prefix(rule.name()) + "\"" : "";
        String verdict = switch (rule.verdict()) {
            case COUNT -> "";
            case JUMP -> " jump " + rule.jump();
            case ACCEPT, DROP, REJECT -> " " + word(rule.verdict());
        };
        return text + limit + "counter name \"" + rule.counter() + "\"" + log + verdict + " comment \""
                + rule.name().replace('"', '\'') + "\"";
    }

    private static String update(Condition.Rate rate, String set, Family family) {
        String address = rate.direction() == Condition.Direction.SOURCE ? " saddr " : " daddr ";
        return "update @" + set + " { " + family.word() + address + limit(rate.limit()) + " }";
    }

    private static String counter(Rule rule) {
        return "\tcounter " + rule.counter() + " {\n\t}\n";
    }

    /** The sets to which a rule adds addresses. */
    private static String sets(Rule rule) {
        StringBuilder text = new StringBuilder();
        for (Family family : Family.of(rule.conditions())) {
            for (int i = 0; i < rule.conditions().size(); i++) {
                if (rule.conditions().get(i) instanceof Condition.Rate rate) {
                    text.append("\tset ")
                            .append(rate.set(rule.id(), i + 1, family))
                            .append(" {\n");
                    text.append("\t\ttype ").append(family == Family.IPV4 ? "ipv4_addr\n" : "ipv6_addr\n");
                    text.append("\t\tsize ").append(Condition.Rate.ADDRESSES).append('\n');
                    text.append("\t\tflags dynamic,timeout\n");
                    text.append("\t\ttimeout ").append(rate.seconds()).append("s\n\t}\n");
                }
            }
        }
        return text.toString();
    }

    private static String limit(Limit limit) {
        String period = switch ((int) limit.seconds()) {
            case 1 -> "second";
            case 60 -> "minute";
            case 3_600 -> "hour";
            default -> "day";
        };
        String unit = limit.bytes() ? " bytes" : "";
        String burst = limit.burst() + (limit.bytes() ? " bytes" : " packets");
        return "limit rate " + (limit.over() ? "over " : "") + limit.amount() + unit + "/" + period + " burst " + burst;
    }

    /** As the agent writes it: the kernel takes at most 127 bytes. */
    private static String prefix(String name) {
        String text = "firewright " + name.replace('"', '\'');
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text + ": ";
    }

    /** Compiled policies as one table; rules that are not deployed stand there as comments. */
    static String table(List<Compilation> policies) {
        StringBuilder text = new StringBuilder("table inet " + Ruleset.TABLE + " {\n");
        List<Rule> rules = policies.stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.wire().stream())
                .toList();
        rules.forEach(rule -> text.append(counter(rule)));
        rules.forEach(rule -> text.append(sets(rule)));
        policies.forEach(policy -> chain(policy, text));
        return text.append("}\n").toString();
    }

    private static void chain(Compilation compilation, StringBuilder text) {
        Policy policy = compilation.policy();
        text.append("\tchain ").append(Chains.name(policy)).append(" {\n");
        policy.entry().ifPresent(entry -> {
            text.append("\t\ttype filter hook ").append(HookFields.word(entry.hook()));
            text.append(" priority ").append(entry.priority()).append("; policy ");
            text.append(word(Actions.verdict(entry.defaultAction()))).append(";\n");
        });
        for (CompiledRule rule : compilation.rules()) {
            boolean deployed = rule.wire().isPresent();
            text.append("\t\t")
                    .append(
                            deployed
                                    ? rule.nft().replace("\n", "\n\t\t")
                                    : "# rule " + rule.number() + " is not deployed: " + why(rule))
                    .append('\n');
        }
        text.append("\t}\n");
    }

    private static String why(CompiledRule rule) {
        List<String> explanation = rule.explanation();
        return explanation.isEmpty() ? rule.source().name() : explanation.getFirst();
    }

    private static String condition(Rule rule, Condition condition) {
        return switch (condition) {
            case Condition.InList in -> "bpf pinned \"" + Pins.path(in) + "\"";
            case Condition.Program program -> "bpf pinned \"" + Pins.path(program) + "\"";
            case Condition.Match match -> NftMatch.text(match, rule.conditions());
            case Condition.Masked masked -> NftMatch.text(masked, rule.conditions());
            case Condition.Rate ignored -> throw new IllegalArgumentException("A rate is told of one family.");
        };
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
