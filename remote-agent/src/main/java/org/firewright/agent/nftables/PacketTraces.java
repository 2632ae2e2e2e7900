package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleListing;
import org.firewright.agent.api.TableListing;
import org.firewright.agent.api.TraceStep;
import org.firewright.agent.api.TracedHeaders;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.Subscription;

/** The way of marked packets through a namespace's chains, as the kernel tells it. To be used by one thread. */
public final class PacketTraces implements AutoCloseable {
    /** NFTA_TRACE_*. */
    private static final int TABLE = 1;

    private static final int CHAIN = 2;
    private static final int HANDLE = 3;
    private static final int TYPE = 4;
    private static final int VERDICT = 5;
    private static final int ID = 6;
    private static final int LINK = 7;
    private static final int NETWORK = 8;
    private static final int TRANSPORT = 9;
    private static final int IN = 10;
    private static final int OUT = 12;
    private static final int MARK = 14;
    private static final int POLICY = 16;

    /** NFT_TRACETYPE_POLICY and NFT_TRACETYPE_RULE; between them NFT_TRACETYPE_RETURN. */
    private static final int POLICY_TYPE = 1;

    private static final int RULE_TYPE = 3;

    /** NFTA_VERDICT_CODE and NFTA_VERDICT_CHAIN. */
    private static final int CODE = 1;

    private static final int TARGET = 2;

    private static final int MOST_DATAGRAMS = 1000;
    private static final TraceStep LOST = new TraceStep(TraceStep.Kind.LOST, 0, "", "", "", 0, "", "", null);

    private final NamespaceRules rules;
    private final Subscription subscription;
    private final IntFunction<String> interfaces;
    private final Map<String, String> texts = new HashMap<>();

    /**
     * Reads traces of a namespace.
     *
     * @param subscription to {@link Subscription#NFTRACE} there; closed with this
     * @param interfaces names of interfaces by number, null for one that is not known
     */
    PacketTraces(NamespaceRules rules, Subscription subscription, IntFunction<String> interfaces) {
        this.rules = rules;
        this.subscription = subscription;
        this.interfaces = interfaces;
    }

    /** For waiting until there is something. */
    public Subscription subscription() {
        return subscription;
    }

    /** Takes what has come, in order. Where a rule's handle is not known, the rules are read anew before. */
    public void take(Consumer<TraceStep> listener) throws IOException, ProblemException {
        List<TraceStep> steps = new ArrayList<>();
        boolean whole = subscription.take(MOST_DATAGRAMS, message -> {
            if (message.type() == NfTables.type(NfTables.TRACE)) {
                step(message, interfaces).ifPresent(steps::add);
            }
        });
        if (steps.stream().anyMatch(step -> step.handle() != 0 && !texts.containsKey(key(step)))) {
            readTexts();
        }
        if (!whole) {
            listener.accept(LOST);
        }
        for (TraceStep step : steps) {
            listener.accept(step.withRule(step.handle() == 0 ? "" : texts.computeIfAbsent(key(step), gone -> "")));
        }
    }

    private void readTexts() throws ProblemException {
        texts.clear();
        for (TableListing table : rules.listing().tables()) {
            for (BlockListing block : table.blocks()) {
                for (RuleListing rule : block.rules()) {
                    texts.put(
                            table.family() + " " + table.name() + " " + rule.handle(),
                            rule.text().replaceAll("counter packets [0-9]+ bytes [0-9]+", "counter"));
                }
            }
        }
    }

    private static String key(TraceStep step) {
        return step.family() + " " + step.table() + " " + step.handle();
    }

    /**
     * What a message NFT_MSG_TRACE tells, without the rule's text; empty where it is of a kind that we do not know.
     *
     * @param interfaces names of interfaces by number, null for one that is not known
     */
    static Optional<TraceStep> step(Message message, IntFunction<String> interfaces) throws MalformedMessageException {
        Attributes in = message.attributes(NfTables.HEADER);
        int type = in.get(TYPE).i32();
        if (type < POLICY_TYPE || type > RULE_TYPE) {
            return Optional.empty();
        }
        // A rule without a handle is the mark behind a chain's last rule.
        TraceStep.Kind kind = type == POLICY_TYPE
                ? TraceStep.Kind.POLICY
                : in.has(HANDLE) ? TraceStep.Kind.RULE : TraceStep.Kind.RETURN;
        return Optional.of(new TraceStep(
                kind,
                in.get(ID).u32(),
                Families.name(message.header(0)),
                text(in, TABLE),
                text(in, CHAIN),
                in.has(HANDLE) ? in.get(HANDLE).u64() : 0,
                "",
                in.has(VERDICT)
                        ? verdict(in.get(VERDICT).nested())
                        : in.has(POLICY) ? verdict(in.get(POLICY).i32(), "") : "",
                in.has(NETWORK) || in.has(LINK) ? headers(in, interfaces) : null));
    }

    private static TracedHeaders headers(Attributes in, IntFunction<String> interfaces)
            throws MalformedMessageException {
        return new TracedHeaders(
                device(in.find(IN), interfaces),
                device(in.find(OUT), interfaces),
                in.has(MARK) ? in.get(MARK).u32() : 0,
                hex(in.find(LINK)),
                hex(in.find(NETWORK)),
                hex(in.find(TRANSPORT)));
    }

    private static String text(Attributes in, int type) {
        Attribute attribute = in.find(type);
        return attribute == null ? "" : attribute.text();
    }

    private static String hex(Attribute attribute) {
        return attribute == null ? "" : attribute.bytes().toHex();
    }

    private static String device(Attribute index, IntFunction<String> interfaces) throws MalformedMessageException {
        if (index == null) {
            return "";
        }
        String name = interfaces.apply(index.i32());
        return name == null ? Long.toString(index.u32()) : name;
    }

    private static String verdict(Attributes in) throws MalformedMessageException {
        return verdict(in.get(CODE).i32(), text(in, TARGET));
    }

    /** NF_* of linux/netfilter.h in the lower byte, NFT_* of linux/netfilter/nf_tables.h where it is negative. */
    private static String verdict(int code, String target) {
        return switch (code < 0 ? code : code & 0xFF) {
            case 0 -> "drop";
            case 1 -> "accept";
            case 2 -> "stolen";
            case 3 -> "queue";
            case 4 -> "repeat";
            case -1 -> "continue";
            case -2 -> "break";
            case -3 -> "jump " + target;
            case -4 -> "goto " + target;
            case -5 -> "return";
            default -> "unknown " + Integer.toUnsignedString(code);
        };
    }

    @Override
    public void close() {
        subscription.close();
        rules.close();
    }
}
