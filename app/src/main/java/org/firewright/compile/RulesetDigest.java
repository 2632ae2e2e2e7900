package org.firewright.compile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Limit;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Rule;

/**
 * Names a ruleset by its content: SHA-256 over one line for each chain, rule and condition. Lists take part by their
 * digests; the namespace and the policy's name do not, so that equal rules are equal everywhere. Rules' names take
 * part, because the kernel keeps them.
 */
final class RulesetDigest {
    private RulesetDigest() {}

    /** Lower-case hexadecimal digest. */
    static String of(List<Chain> chains) {
        StringBuilder form = new StringBuilder("firewright ruleset 2\n");
        for (Chain chain : chains) {
            line(form, "chain", chain.name(), chain.hook(), chain.priority(), chain.defaultVerdict());
            for (Rule rule : chain.rules()) {
                // The name comes last: it is the only part that may contain a blank, and it holds no line break.
                line(form, "rule", rule.id(), verdict(rule), limit(rule.limit()), rule.log(), rule.name());
                rule.conditions().forEach(condition -> append(form, condition));
            }
        }
        return ListFile.sha256(form.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String verdict(Rule rule) {
        return rule.verdict() + (rule.jump() == null ? "" : "/" + rule.jump());
    }

    private static String limit(Limit limit) {
        return limit == null
                ? "-"
                : (limit.over() ? "over" : "within") + limit.amount() + (limit.bytes() ? "b" : "p") + limit.seconds()
                        + "/" + limit.burst();
    }

    private static void append(StringBuilder form, Condition condition) {
        switch (condition) {
            case Condition.Program program -> line(form, "program", program.program());
            case Condition.Masked masked ->
                line(form, "masked", load(masked.load()), masked.mask(), masked.inverted(), values(masked.values()));
            case Condition.InList in -> line(form, "list", in.direction(), in.list(), in.inverted());
            case Condition.Rate rate -> line(form, "rate", rate.direction(), limit(rate.limit()), rate.seconds());
            case Condition.Match match ->
                line(
                        form,
                        "match",
                        match.loads().stream().map(RulesetDigest::load).collect(Collectors.joining(".")),
                        match.inverted(),
                        values(match.values()));
        }
    }

    private static String values(List<Interval> values) {
        return values.stream()
                .map(interval -> interval.from() + "-" + interval.to())
                .collect(Collectors.joining(","));
    }

    private static String load(Load load) {
        return switch (load) {
            case Load.Meta meta -> meta.key().name();
            case Load.ConnectionState ignored -> "STATE";
            case Load.Payload payload -> payload.base() + "+" + payload.offset() + "/" + payload.length();
        };
    }

    private static void line(StringBuilder form, Object... parts) {
        for (Object part : parts) {
            form.append(part).append(' ');
        }
        form.append('\n');
    }
}
