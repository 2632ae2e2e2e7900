package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.Numbers.or0;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Shareds;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.model.Userdata;

/** Objects that rules share, in nft's notation. */
final class SharedText {
    /** NFT_OBJECT_*. */
    static final int COUNTER = Item.Shared.COUNTER;

    static final int QUOTA = 2;
    static final int CT_HELPER = 3;
    static final int LIMIT = 4;
    static final int CONNLIMIT = 5;
    static final int TUNNEL = 6;
    static final int CT_TIMEOUT = 7;
    static final int SECMARK = 8;
    static final int CT_EXPECTATION = 9;
    static final int SYNPROXY = 10;

    private static final int COMMENT = 0;

    /** States by number and their times by default, in seconds; of nf_conntrack_tcp and _udp as nft has them. */
    private static final String[] TCP_STATES = {
        "syn_sent 120",
        "syn_recv 60",
        "established 432000",
        "fin_wait 120",
        "close_wait 60",
        "last_ack 30",
        "time_wait 120",
        "close 10",
        "syn_sent2 120",
        "retrans 300",
        "unack 300"
    };

    private static final String[] UDP_STATES = {"unreplied 30", "replied 120"};

    private final Style style;

    SharedText(Style style) {
        this.style = style;
    }

    /** A type's name. */
    static String type(int type) {
        return switch (type) {
            case COUNTER -> "counter";
            case QUOTA -> "quota";
            case CT_HELPER -> "ct helper";
            case LIMIT -> "limit";
            case CONNLIMIT -> "ct count";
            case TUNNEL -> "tunnel";
            case CT_TIMEOUT -> "ct timeout";
            case SECMARK -> "secmark";
            case CT_EXPECTATION -> "ct expectation";
            case SYNPROXY -> "synproxy";
            default -> "object of type " + type;
        };
    }

    String of(Item.Shared shared) {
        String comment = Userdata.of(shared.userData()).text(COMMENT);
        String body;
        try {
            body = body(shared);
        } catch (MalformedMessageException e) {
            body = null;
        }
        if (body == null) {
            body = "\n\t\t[unknown data "
                    + (shared.data() == null ? "" : shared.data().toHex()) + "]\n";
        }
        return "\t" + type(or0(shared.type())) + " " + shared.name() + " {"
                + (comment == null ? "" : "\n\t\tcomment \"" + comment + "\"") + body + "\t}\n";
    }

    private static <T extends Record> T content(Class<T> type, Item.Shared shared) throws MalformedMessageException {
        return Codec.content(type, shared.data() == null ? Bytes.EMPTY : shared.data());
    }

    /** What stands between the name and the closing brace; null where it is not understood. */
    @SuppressWarnings("RefactorSwitch") // cases of several statements
    private String body(Item.Shared shared) throws MalformedMessageException {
        switch (or0(shared.type())) {
            case COUNTER -> {
                Step.Counter counter = content(Step.Counter.class, shared);
                return counter == null
                        ? null
                        : style.counters()
                                ? "\n\t\t" + new StepText(style).of(counter).substring(8) + "\n"
                                : "\n";
            }
            case QUOTA -> {
                Step.Quota quota = content(Step.Quota.class, shared);
                return quota == null ? null : "\n\t\t" + new StepText(style).quota(quota) + "\n";
            }
            case LIMIT -> {
                Step.Limit limit = content(Step.Limit.class, shared);
                return limit == null ? null : "\n\t\t" + StepText.limit(limit) + "\n";
            }
            case CONNLIMIT -> {
                Step.ConnectionLimit limit = content(Step.ConnectionLimit.class, shared);
                return limit == null
                        ? null
                        : "\n\t\t" + new StepText(style).of(limit).substring(9) + "\n";
            }
            case CT_HELPER -> {
                Shareds.Helper helper = content(Shareds.Helper.class, shared);
                return helper == null
                        ? null
                        : "\n\t\ttype \"" + helper.name() + "\" protocol " + Protocols.name(or0(helper.protocol()))
                                + "\n\t\tl3proto " + family(helper.family()) + "\n";
            }
            case CT_TIMEOUT -> {
                Shareds.Timeout timeout = content(Shareds.Timeout.class, shared);
                return timeout == null
                        ? null
                        : "\n\t\tprotocol " + Protocols.name(or0(timeout.protocol())) + "\n\t\tl3proto "
                                + family(timeout.family()) + "\n\t\tpolicy = { " + policy(timeout) + " }\n";
            }
            case CT_EXPECTATION -> {
                Shareds.Expectation expectation = content(Shareds.Expectation.class, shared);
                return expectation == null
                        ? null
                        : "\n\t\tprotocol " + Protocols.name(or0(expectation.protocol())) + "\n\t\tdport "
                                + or0(expectation.port()) + "\n\t\ttimeout "
                                + ValueText.time(expectation.milliseconds()) + "\n\t\tsize "
                                + or0(expectation.size()) + "\n\t\tl3proto " + family(expectation.family()) + "\n";
            }
            case SECMARK -> {
                Shareds.Secmark mark = content(Shareds.Secmark.class, shared);
                return mark == null ? null : "\n\t\t\"" + mark.context() + "\"\n";
            }
            case SYNPROXY -> {
                Step.Synproxy synproxy = content(Step.Synproxy.class, shared);
                return synproxy == null ? null : synproxy(synproxy);
            }
            default -> {
                return null;
            }
        }
    }

    private static String family(Integer family) {
        return Families.name(or0(family));
    }

    private static String policy(Shareds.Timeout timeout) throws MalformedMessageException {
        Map<Integer, Long> times = new TreeMap<>();
        for (Attribute attribute : Attributes.read(timeout.times() == null ? Bytes.EMPTY : timeout.times())) {
            times.put(attribute.type() - 1, attribute.u32());
        }
        String[] states = or0(timeout.protocol()) == 6 ? TCP_STATES : UDP_STATES;
        StringJoiner text = new StringJoiner(", ");
        times.forEach((state, seconds) -> {
            if (state >= 0 && state < states.length) {
                int space = states[state].indexOf(' ');
                if (!states[state].substring(space + 1).equals(Long.toString(seconds))) {
                    text.add(states[state].substring(0, space) + " : " + seconds);
                }
            }
        });
        return text.toString();
    }

    private static String synproxy(Step.Synproxy synproxy) {
        int flags = or0(synproxy.flags());
        String text = "";
        if ((flags & 1) != 0) {
            text += "\n\t\tmss " + or0(synproxy.segmentSize());
        }
        if ((flags & 2) != 0) {
            text += "\n\t\twscale " + or0(synproxy.windowScale());
        }
        if ((flags & 12) != 0) {
            text += "\n\t\t" + ((flags & 8) != 0 ? "timestamp" : "") + " " + ((flags & 4) != 0 ? "sack-perm" : "");
        }
        return text + "\n";
    }
}
