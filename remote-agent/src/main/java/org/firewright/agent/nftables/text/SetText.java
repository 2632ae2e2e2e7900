package org.firewright.agent.nftables.text;

import static java.util.stream.Collectors.joining;
import static org.firewright.agent.nftables.text.Numbers.or0;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.model.Userdata;

/** Sets and maps in nft's notation. */
final class SetText {
    private static final String INDENT = "\t\t";

    private SetText() {}

    static String of(SetDescription description, RuleText rules, Style style) {
        Item.Set set = description.set();
        StringBuilder text = new StringBuilder("\t");
        text.append(description.isMeter() ? "meter" : description.isMap() ? "map" : "set");
        text.append(' ').append(set.name()).append(" {\n").append(INDENT);
        text.append(type(description, rules)).append('\n');
        if (!set.is(Item.Set.CONSTANT)) {
            if (or0(set.policy()) != 0) {
                line(text, "policy " + (set.policy() == 1 ? "memory" : "unknown"));
            }
            int size = set.description() == null ? 0 : or0(set.description().size());
            if (size != 0) {
                line(text, "size " + Integer.toUnsignedString(size));
            }
        }
        flags(text, set);
        stateful(text, set, style);
        Userdata userdata = Userdata.of(set.userData());
        if (userdata.number(SetDescription.MERGE, 0) != 0) {
            line(text, "auto-merge");
        }
        if (set.timeout() != null && set.timeout() != 0) {
            line(text, "timeout " + ValueText.time(set.timeout()));
        }
        if (or0(set.collectInterval()) != 0) {
            line(text, "gc-interval " + ValueText.time(Integer.toUnsignedLong(set.collectInterval())));
        }
        String comment = userdata.text(SetDescription.COMMENT);
        if (comment != null) {
            line(text, "comment \"" + comment + "\"");
        }
        boolean meterWithout = description.isMeter() && !style.counters();
        if (style.elements() && !meterWithout && !description.elements().isEmpty()) {
            line(text, "elements = " + rules.terms().elements(description, 0, 0));
        }
        return text.append("\t}\n").toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(INDENT).append(line).append('\n');
    }

    private static String type(SetDescription set, RuleText rules) {
        StringBuilder text = new StringBuilder();
        text.append(set.keyTerm() != null ? "typeof " + rules.terms().of(set.keyTerm()) : "type " + names(set.key()));
        if (set.set().is(Item.Set.OBJECT)) {
            return text.append(" : ")
                    .append(SharedText.type(or0(set.set().objectType())))
                    .toString();
        }
        if (!set.data().isEmpty()) {
            text.append(" : ").append(set.hasIntervals() ? "interval " : "");
            text.append(
                    set.keyTerm() != null && set.dataTerm() != null
                            ? rules.terms().of(set.dataTerm())
                            : names(set.data()));
        }
        return text.toString();
    }

    private static String names(List<SetDescription.Part> parts) {
        return parts.stream().map(part -> part.type().name()).collect(joining(" . "));
    }

    private static void flags(StringBuilder text, Item.Set set) {
        StringJoiner names = new StringJoiner(",", "flags ", "").setEmptyValue("");
        if (set.is(Item.Set.CONSTANT)) {
            names.add("constant");
        }
        if (set.is(Item.Set.DYNAMIC)) {
            names.add("dynamic");
        }
        if (set.is(Item.Set.INTERVAL)) {
            names.add("interval");
        }
        boolean timeout = set.is(Item.Set.TIMEOUT);
        boolean usual = set.timeout() != null && set.timeout() != 0;
        if (timeout && (!usual || names.length() > 0)) {
            names.add("timeout");
        }
        if (names.length() > 0) {
            line(text, names.toString());
        }
    }

    private static void stateful(StringBuilder text, Item.Set set, Style style) {
        List<Step> steps = new ArrayList<>();
        if (set.expression() != null) {
            steps.add(set.expression());
        } else if (set.expressions() != null) {
            steps.addAll(set.expressions());
        }
        if (!steps.isEmpty()) {
            StepText stateless = new StepText(style.withoutCounters());
            line(text, steps.stream().map(stateless::of).collect(joining(" ")));
        }
    }
}
