package org.firewright.agent.nftables.text;

import static java.util.stream.Collectors.joining;
import static org.firewright.agent.nftables.text.Numbers.or0;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.firewright.agent.netlink.Text;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.PinnedProgram;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.model.Userdata;

/** Tables in nft's notation as {@code nft list ruleset} prints them. */
public final class RulesetText {
    private static final int COMMENT = 0;

    private final Style style;
    private final Contents contents;
    private final TableContext context;
    private final RuleText rules;

    /**
     * Of one table.
     *
     * @param contents where rules are told one by one, the rules of bound chains are enough
     */
    public RulesetText(Contents contents, Style style) {
        this.style = style;
        this.contents = contents;
        this.context = context(contents);
        this.rules = new RuleText(context, style);
    }

    /** All tables. */
    public static String of(List<Contents> tables, Style style) {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append(of(table, style)));
        return text.toString();
    }

    /** One table. */
    public static String of(Contents table, Style style) {
        return new RulesetText(table, style).parts().text();
    }

    /** The rules of a table one by one, in the order in which they came. */
    public static List<String> rules(Contents table, Style style) {
        RulesetText text = new RulesetText(table, style);
        return table.rules().stream().map(text::rule).toList();
    }

    /** A rule of the table, whether it is among its contents or not; may be called on several threads. */
    public String rule(Item.Rule rule) {
        return Text.shown(rules.of(rule));
    }

    private static TableContext context(Contents contents) {
        Map<String, SetDescription> sets = new HashMap<>();
        contents.sets()
                .forEach(set -> sets.put(
                        set.name(), SetDescription.of(set, contents.elements().getOrDefault(set.name(), List.of()))));
        Map<String, List<Item.Rule>> bound = new HashMap<>();
        for (Item.Chain chain : contents.chains()) {
            if (chain.isBound()) {
                bound.put(chain.name(), contents.rules(chain.name()));
            }
        }
        return new TableContext(contents.table().family(), sets, bound);
    }

    /**
     * A piece of a table.
     *
     * @param item what it is
     * @param head a chain's lines up to its first rule, all lines of anything else
     * @param rules a chain's rules in order, otherwise empty
     */
    public record Part(Item item, String head, List<String> rules) {
        /** Names that are not text are shown as {@link Text#shown} does. */
        public Part {
            head = Text.shown(head);
        }

        private String text() {
            if (!(item instanceof Item.Chain)) {
                return head;
            }
            StringBuilder text = new StringBuilder(head);
            rules.forEach(rule -> text.append("\t\t").append(rule).append('\n'));
            return text.append("\t}\n").toString();
        }
    }

    /**
     * A table in pieces, between which stand empty lines.
     *
     * @param head the lines up to the first piece; behind the last stands a closing brace
     */
    public record Parts(String head, List<Part> parts) {
        /** As {@link Part}. */
        public Parts {
            head = Text.shown(head);
        }

        private String text() {
            return parts.stream().map(Part::text).collect(joining("\n", head, "}\n"));
        }
    }

    /**
     * Some elements of a set, sorted.
     *
     * @param perLine how many nft prints in a line
     */
    public record Elements(List<String> each, int perLine) {}

    /** Some elements of a set one by one. */
    public static Elements elements(Item.Set set, List<Item.Element> elements, Style style) {
        SetDescription description = SetDescription.of(set, elements);
        TableContext context = new TableContext(set.family(), Map.of(set.name(), description), Map.of());
        List<String> each = new RuleText(context, style)
                .terms().each(description).stream().map(Text::shown).toList();
        return new Elements(each, TermText.perLine(description));
    }

    /** Paths of the pinned programs that a rule calls. */
    public static List<String> pins(Item.Rule rule) {
        List<String> pins = new ArrayList<>();
        for (Step step : rule.steps() == null ? List.<Step>of() : rule.steps()) {
            if (step instanceof Step.Match match) {
                PinnedProgram.path(match).ifPresent(pins::add);
            }
        }
        return List.copyOf(pins);
    }

    /** The table in pieces. */
    public Parts parts() {
        Item.Table table = contents.table();
        StringBuilder head = new StringBuilder("table ").append(Families.name(table.family()));
        head.append(' ').append(table.name()).append(" {");
        if (table.owner() != null) {
            head.append(" # owner ").append(Integer.toUnsignedString(table.owner()));
        }
        head.append('\n');
        String flags = flags(or0(table.flags()));
        head.append(flags);
        String comment = Userdata.of(table.userData()).text(COMMENT);
        if (comment != null) {
            head.append("\tcomment \"").append(comment).append("\"\n");
        }
        List<Part> parts = new ArrayList<>();
        SharedText shared = new SharedText(style);
        contents.shared().forEach(each -> parts.add(new Part(each, shared.of(each), List.of())));
        contents.sets().stream()
                .filter(set -> !set.is(Item.Set.ANONYMOUS))
                .forEach(set ->
                        parts.add(new Part(set, SetText.of(context.sets().get(set.name()), rules, style), List.of())));
        contents.flowTables().forEach(each -> parts.add(new Part(each, flowTable(each), List.of())));
        contents.chains().stream().filter(chain -> !chain.isBound()).forEach(chain -> parts.add(chain(chain)));
        if (!flags.isEmpty() && !parts.isEmpty()) {
            head.append('\n');
        }
        return new Parts(head.toString(), List.copyOf(parts));
    }

    /** NFT_TABLE_F_*. */
    private static String flags(int flags) {
        if (flags == 0) {
            return "";
        }
        StringJoiner names = new StringJoiner(",", "\tflags ", "\n");
        if ((flags & 1) != 0) {
            names.add("dormant");
        }
        if ((flags & 2) != 0) {
            names.add("owner");
        }
        return names.toString();
    }

    private Part chain(Item.Chain chain) {
        StringBuilder head = new StringBuilder("\tchain ").append(chain.name()).append(" {\n");
        String comment = Userdata.of(chain.userData()).text(COMMENT);
        if (comment != null) {
            head.append("\t\tcomment \"").append(comment).append("\"\n");
        }
        if (chain.hook() != null) {
            head.append("\t\t").append(base(chain)).append('\n');
        }
        // Each rule's text is its own, and a chain may have ten thousands.
        List<String> texts =
                contents.rules(chain.name()).parallelStream().map(this::rule).toList();
        return new Part(chain, head.toString(), texts);
    }

    private static String base(Item.Chain chain) {
        Item.Hook hook = chain.hook();
        int number = or0(hook.number());
        StringBuilder text = new StringBuilder("type ").append(chain.type()).append(" hook ");
        text.append(Families.hook(chain.family(), number));
        List<String> devices = hook.devices() == null ? List.of() : hook.devices();
        if (devices.isEmpty() && hook.device() != null) {
            devices = List.of(hook.device());
        }
        if (devices.size() == 1) {
            text.append(" device \"").append(devices.getFirst()).append('"');
        } else if (devices.size() > 1) {
            text.append(" devices = { ")
                    .append(String.join(", ", devices.stream().sorted().toList()))
                    .append(" }");
        }
        text.append(" priority ")
                .append(Priorities.text(chain.family(), number, or0(hook.priority())))
                .append(';');
        if (chain.policy() != null) {
            text.append(" policy ")
                    .append(chain.policy() == 0 ? "drop" : "accept")
                    .append(';');
        }
        if (chain.is(Item.Chain.OFFLOAD)) {
            text.append(" flags offload;");
        }
        return text.toString();
    }

    private static String flowTable(Item.FlowTable table) {
        StringBuilder text =
                new StringBuilder("\tflowtable ").append(table.name()).append(" {\n");
        Item.FlowHook hook = table.hook();
        if (hook != null) {
            int number = or0(hook.number());
            text.append("\t\thook ")
                    .append(Families.hook(TableContext.NETDEV, number))
                    .append(" priority ");
            text.append(Priorities.text(TableContext.NETDEV, number, or0(hook.priority())))
                    .append('\n');
            if (hook.devices() != null && !hook.devices().isEmpty()) {
                text.append("\t\tdevices = { ");
                text.append(String.join(", ", hook.devices().stream().sorted().toList()))
                        .append(" }\n");
            }
        }
        if ((or0(table.flags()) & 1) != 0) {
            text.append("\t\tflags offload\n");
        }
        if ((or0(table.flags()) & 2) != 0) {
            text.append("\t\tcounter\n");
        }
        return text.append("\t}\n").toString();
    }
}
