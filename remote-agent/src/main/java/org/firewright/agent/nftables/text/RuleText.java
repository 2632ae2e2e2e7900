package org.firewright.agent.nftables.text;

import static java.util.stream.Collectors.joining;
import static org.firewright.agent.nftables.text.Numbers.or0;

import java.util.List;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.model.Userdata;
import org.firewright.agent.nftables.text.Statement.Comparison;

/** A rule in nft's notation. */
final class RuleText {
    /** NFT_REJECT_*. */
    static final int TCP_RESET = 1;

    static final int ICMPX = 2;

    private static final int COMMENT = 0;
    private static final int JUMP = -3;
    private static final int GOTO = -4;
    private static final int VERDICT_MASK = 0xFF;

    private final TableContext table;
    private final Style style;
    private final TermText terms;
    private final StepText steps;

    RuleText(TableContext table, Style style) {
        this.table = table;
        this.style = style;
        this.terms = new TermText(style, this);
        this.steps = new StepText(style);
    }

    TermText terms() {
        return terms;
    }

    String of(Item.Rule rule) {
        List<Step> all = rule.steps() == null ? List.of() : rule.steps();
        StringBuilder text = new StringBuilder();
        for (Statement statement : Simplifier.simplify(table, StatementBuilder.build(table, all))) {
            text.append(text.isEmpty() ? "" : " ").append(statement(statement));
        }
        String comment = Userdata.of(rule.userData()).text(COMMENT);
        if (comment != null) {
            text.append(" comment \"").append(comment).append('"');
        }
        return text.toString();
    }

    /** What stands behind an element's key. */
    void appendElement(StringBuilder text, Item.Element element, Style shown) {
        StepText own = new StepText(shown);
        if (element.expression() != null) {
            text.append(' ').append(own.of(element.expression()));
        }
        if (element.expressions() != null) {
            element.expressions().forEach(step -> text.append(' ').append(own.of(step)));
        }
        if (element.timeout() != null && element.timeout() != 0) {
            text.append(" timeout ").append(ValueText.time(element.timeout()));
        }
        if (shown.counters() && element.expiration() != null && element.expiration() != 0) {
            text.append(" expires ").append(ValueText.time(element.expiration()));
        }
        String comment = Userdata.of(element.userData()).text(COMMENT);
        if (comment != null) {
            text.append(" comment \"").append(comment).append('"');
        }
    }

    private String statement(Statement statement) {
        return switch (statement) {
            case Statement.Relation relation -> relation(relation);
            case Statement.Flags(boolean negated, Term left, Term mask, Term value) ->
                terms.of(left) + (negated ? " != " : " ") + terms.of(value) + " / " + terms.of(mask);
            case Statement.VerdictMap(Term.Mapped mapped) -> terms.of(mapped);
            case Statement.Decision(int code, String chain) -> decision(code, chain);
            case Statement.SetPacket(Term.Packet target, Term value) -> terms.of(target) + " set " + terms.of(value);
            case Statement.SetMeta(int key, Term value) -> TermText.meta(key) + " set " + terms.of(value);
            case Statement.SetConnection(int key, int direction, Term value) ->
                TermText.connection(key, direction, "") + " set " + terms.of(value);
            case Statement.SetExtension(Term.Extension target, Term value) ->
                terms.of(target) + " set " + terms.of(value);
            case Statement.Strip(Term.Extension option) -> "reset " + terms.of(option);
            case Statement.Nat nat -> NatText.of(nat, terms);
            case Statement.Tproxy tproxy -> NatText.of(tproxy, terms);
            case Statement.Duplicate(Term to, Term device) ->
                "dup" + (to == null ? "" : " to " + terms.of(to))
                        + (device == null ? "" : " device " + terms.of(device));
            case Statement.Forward(int family, Term device, Term address) ->
                address == null
                        ? "fwd to " + terms.of(device)
                        : "fwd " + (family == TableContext.IPV4 ? "ip" : "ip6") + " to " + terms.of(address)
                                + " device " + terms.of(device);
            case Statement.Queue(Term number, int flags) -> queue(number, flags);
            case Statement.Update update -> update(update);
            case Statement.Use(int type, Term name) -> use(type) + terms.of(name);
            case Statement.Reject reject -> reject(reject);
            case Statement.Alone(Step step) -> steps.of(step);
        };
    }

    private String relation(Statement.Relation relation) {
        Comparison comparison = relation.comparison();
        boolean shown = comparison != Comparison.ANY && (comparison != Comparison.EQUAL || mustShowEqual(relation));
        return terms.of(relation.left()) + (shown ? " " + comparison.sign + " " : " ") + terms.of(relation.right());
    }

    private static boolean mustShowEqual(Statement.Relation relation) {
        return (relation.right() instanceof Term.Value value && value.type().isFlags())
                || relation.left() instanceof Term.Binary;
    }

    private String decision(int code, String chain) {
        List<Item.Rule> bound = chain == null ? null : table.bound().get(chain);
        if (bound == null) {
            return verdict(code, chain);
        }
        String body = bound.stream().map(rule -> "\t\t\t" + of(rule) + "\n").collect(joining());
        return (code == JUMP ? "jump" : "goto") + " {\n" + body + "\t\t}";
    }

    /** NF_* of linux/netfilter.h and NFT_* of linux/netfilter/nf_tables.h. */
    static String verdict(int code, String chain) {
        return switch (code) {
            case -1 -> "continue";
            case -2 -> "break";
            case JUMP -> "jump " + chain;
            case GOTO -> "goto " + chain;
            case -5 -> "return";
            default ->
                switch (code & VERDICT_MASK) {
                    case 0 -> "drop";
                    case 1 -> "accept";
                    case 2 -> "stolen";
                    case 3 -> "queue";
                    default -> "unknown verdict value " + Integer.toUnsignedString(code);
                };
        };
    }

    private String queue(Term number, int flags) {
        String text = "queue";
        if ((flags & 3) != 0) {
            text += " flags " + ((flags & 1) != 0 ? "bypass" : "") + (flags == 3 ? "," : "")
                    + ((flags & 2) != 0 ? "fanout" : "");
        }
        return text + " to " + terms.of(number);
    }

    private String update(Statement.Update update) {
        StepText stateless = new StepText(style.withoutCounters());
        String stateful = update.stateful().stream()
                .map(statement -> " " + stateless.of(((Statement.Alone) statement).step()))
                .collect(joining());
        String key = terms.of(update.key());
        if (update.timeout() != 0) {
            key += " timeout " + ValueText.time(update.timeout());
        }
        key += stateful;
        boolean meter = update.set().isAnonymous() && !stateful.isEmpty() && update.data() == null;
        if (meter) {
            Item.Description description = update.set().set().description();
            return "meter " + update.set().name() + " size "
                    + Integer.toUnsignedString(description == null ? 0 : or0(description.size())) + " { " + key
                    + " }";
        }
        String operation = switch (update.operation()) {
            case 0 -> "add";
            case 1 -> "update";
            default -> "delete";
        };
        return operation + " @" + update.set().name() + " { " + key
                + (update.data() == null ? "" : " : " + terms.of(update.data())) + " }";
    }

    private static String use(int type) {
        return switch (type) {
            case SharedText.CT_HELPER -> "ct helper set ";
            case SharedText.CT_TIMEOUT -> "ct timeout set ";
            case SharedText.CT_EXPECTATION -> "ct expectation set ";
            case SharedText.SECMARK -> "meta secmark set ";
            default -> SharedText.type(type) + " name ";
        };
    }

    private String reject(Statement.Reject reject) {
        return switch (reject.type()) {
            case TCP_RESET -> "reject with tcp reset";
            case ICMPX -> reject.code() == 1 ? "reject" : with("icmpx", DataTypes.ICMPX_CODE, reject.code());
            default ->
                switch (reject.family()) {
                    case TableContext.IPV4 ->
                        !reject.whole() && reject.code() == 3
                                ? "reject"
                                : with("icmp", DataTypes.ICMP_CODE, reject.code());
                    case TableContext.IPV6 ->
                        !reject.whole() && reject.code() == 4
                                ? "reject"
                                : with("icmpv6", DataTypes.ICMPV6_CODE, reject.code());
                    default -> "reject";
                };
        };
    }

    private static String with(String protocol, DataType type, int code) {
        return "reject with " + protocol + " " + type.symbols().getOrDefault((long) code, Integer.toString(code));
    }
}
