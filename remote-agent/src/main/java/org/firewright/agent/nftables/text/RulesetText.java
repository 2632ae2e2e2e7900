package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.StatementBuilder.or0;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Userdata;

/** Tables in nft's notation as {@code nft list ruleset} prints them. */
public final class RulesetText {
    private static final int COMMENT = 0;

    /** NFT_CHAIN_HW_OFFLOAD and NFT_CHAIN_BINDING. */
    private static final int OFFLOAD = 2;

    private static final int BINDING = 4;

    private final Style style;
    private final Contents contents;
    private final TableContext context;
    private final RuleText rules;

    private RulesetText(Contents contents, Style style) {
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
        return new RulesetText(table, style).table();
    }

    /** The rules of a table one by one, in the order in which they came. */
    public static List<String> rules(Contents table, Style style) {
        RulesetText text = new RulesetText(table, style);
        return table.rules().stream().map(text.rules::of).toList();
    }

    private static TableContext context(Contents contents) {
        Map<String, SetDescription> sets = new HashMap<>();
        contents.sets()
                .forEach(set -> sets.put(
                        set.name(), SetDescription.of(set, contents.elements().getOrDefault(set.name(), List.of()))));
        Map<String, List<Item.Rule>> bound = new HashMap<>();
        for (Item.Chain chain : contents.chains()) {
            if ((or0(chain.flags()) & BINDING) != 0) {
                bound.put(chain.name(), contents.rules(chain.name()));
            }
        }
        return new TableContext(contents.table().family(), sets, bound);
    }

    private String table() {
        Item.Table table = contents.table();
        StringBuilder text = new StringBuilder("table ").append(Families.name(table.family()));
        text.append(' ').append(table.name()).append(" {");
        if (table.owner() != null) {
            text.append(" # owner ").append(Integer.toUnsignedString(table.owner()));
        }
        text.append('\n');
        List<String> parts = new ArrayList<>();
        String flags = flags(or0(table.flags()));
        text.append(flags);
        String comment = Userdata.of(table.userData()).text(COMMENT);
        if (comment != null) {
            text.append("\tcomment \"").append(comment).append("\"\n");
        }
        SharedText shared = new SharedText(style);
        contents.shared().forEach(each -> parts.add(shared.of(each)));
        contents.sets().stream()
                .filter(set -> !set.is(Item.Set.ANONYMOUS))
                .forEach(set -> parts.add(SetText.of(context.sets().get(set.name()), rules, style)));
        contents.flowTables().forEach(each -> parts.add(flowTable(each)));
        contents.chains().stream()
                .filter(chain -> (or0(chain.flags()) & BINDING) == 0)
                .forEach(chain -> parts.add(chain(chain)));
        String between = flags.isEmpty() ? "" : "\n";
        for (String part : parts) {
            text.append(between).append(part);
            between = "\n";
        }
        return text.append("}\n").toString();
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

    private String chain(Item.Chain chain) {
        StringBuilder text = new StringBuilder("\tchain ").append(chain.name()).append(" {\n");
        String comment = Userdata.of(chain.userData()).text(COMMENT);
        if (comment != null) {
            text.append("\t\tcomment \"").append(comment).append("\"\n");
        }
        if (chain.hook() != null) {
            text.append("\t\t").append(base(chain)).append('\n');
        }
        for (Item.Rule rule : contents.rules(chain.name())) {
            text.append("\t\t").append(rules.of(rule)).append('\n');
        }
        return text.append("\t}\n").toString();
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
        if ((or0(chain.flags()) & OFFLOAD) != 0) {
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
