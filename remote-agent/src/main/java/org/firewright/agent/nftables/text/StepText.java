package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.Numbers.or0;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.PinnedProgram;
import org.firewright.agent.nftables.model.Step;

/** Steps that are statements by themselves. */
final class StepText {
    /** nft's burst where none is given. */
    private static final int USUAL_BURST = 5;

    private static final String[] LEVELS = {"emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit"
    };
    private static final int WARNING = 4;
    private static final int ALL_LOG_FLAGS = 0x2F;

    private final Style style;

    StepText(Style style) {
        this.style = style;
    }

    String of(Step step) {
        return switch (step) {
            case Step.Counter(Long bytes, Long packets) ->
                style.counters() ? "counter packets " + unsigned(packets) + " bytes " + unsigned(bytes) : "counter";
            case Step.Limit limit -> "limit " + limit(limit);
            case Step.Quota quota -> "quota " + quota(quota);
            case Step.ConnectionLimit(Integer count, Integer flags) ->
                "ct count " + ((or0(flags) & 1) != 0 ? "over " : "") + Integer.toUnsignedString(or0(count));
            case Step.Log log -> log(log);
            case Step.NoTrack ignored -> "notrack";
            case Step.Synproxy synproxy -> synproxy(synproxy);
            case Step.Offload(String table) -> "flow add @" + table;
            case Step.Last last -> last(last);
            case Step.Match match -> match(match);
            case Step.Target target -> "xt target \"" + target.extension() + "\"";
            case Step.Unknown(String name, Bytes content, List<Item.Other> others) ->
                "[unknown expression " + name + (content == null ? "" : " " + content.toHex()) + "]";
            default ->
                "[" + step.getClass().getSimpleName() + " "
                        + Codec.content((Record) step).toHex() + "]";
        };
    }

    private static String unsigned(Long number) {
        return number == null ? "0" : Long.toUnsignedString(number);
    }

    /** A rate; nft leaves out the burst that it gives by itself. */
    static String limit(Step.Limit limit) {
        String over = (or0(limit.flags()) & 1) != 0 ? "over " : "";
        long rate = limit.rate() == null ? 0 : limit.rate();
        int burst = or0(limit.burst());
        String unit = unit(limit.unit() == null ? 0 : limit.unit());
        if (or0(limit.type()) == 0) {
            String text = "rate " + over + Long.toUnsignedString(rate) + "/" + unit;
            return burst == 0 || burst == USUAL_BURST
                    ? text
                    : text + " burst " + Integer.toUnsignedString(burst) + " packets";
        }
        String text = "rate " + over + amount(rate) + "/" + unit;
        return burst != 0 ? text + " burst " + amount(Integer.toUnsignedLong(burst)) : text;
    }

    private static String unit(long seconds) {
        return switch ((int) seconds) {
            case 1 -> "second";
            case 60 -> "minute";
            case 3600 -> "hour";
            case 86_400 -> "day";
            case 604_800 -> "week";
            default -> "error";
        };
    }

    /** Bytes in the largest unit that leaves no rest. */
    static String amount(long bytes) {
        String[] units = {"bytes", "kbytes", "mbytes"};
        int unit = 0;
        long rest = bytes;
        while (rest != 0 && unit < units.length - 1 && Long.remainderUnsigned(rest, 1024) == 0) {
            rest = Long.divideUnsigned(rest, 1024);
            unit++;
        }
        return Long.toUnsignedString(rest) + " " + units[unit];
    }

    /** How much, and how much of it is gone. */
    String quota(Step.Quota quota) {
        String over = (or0(quota.flags()) & 1) != 0 ? "over " : "";
        String text = over + amount(quota.bytes() == null ? 0 : quota.bytes());
        boolean used = style.counters() && quota.consumed() != null && quota.consumed() != 0;
        return used ? text + " used " + amount(quota.consumed()) : text;
    }

    private static String log(Step.Log log) {
        StringBuilder text = new StringBuilder("log");
        if (log.prefix() != null) {
            text.append(" prefix \"").append(log.prefix()).append('"');
        }
        if (log.group() != null) {
            text.append(" group ").append(log.group());
        }
        if (log.snapLength() != null) {
            text.append(" snaplen ").append(Integer.toUnsignedString(log.snapLength()));
        }
        if (log.threshold() != null) {
            text.append(" queue-threshold ").append(log.threshold());
        }
        if (log.level() != null && log.level() != WARNING) {
            boolean known = log.level() >= 0 && log.level() < LEVELS.length;
            text.append(" level ").append(known ? LEVELS[log.level()] : "unknown");
        }
        return text.append(logFlags(or0(log.flags()))).toString();
    }

    /** NF_LOG_* of linux/netfilter/nf_log.h. */
    private static String logFlags(int flags) {
        if ((flags & ALL_LOG_FLAGS) == ALL_LOG_FLAGS) {
            return " flags all";
        }
        StringBuilder text = new StringBuilder();
        if ((flags & 3) != 0) {
            text.append(" flags tcp ");
            List<String> parts = new ArrayList<>();
            if ((flags & 1) != 0) {
                parts.add("sequence");
            }
            if ((flags & 2) != 0) {
                parts.add("options");
            }
            text.append(String.join(",", parts));
        }
        if ((flags & 4) != 0) {
            text.append(" flags ip options");
        }
        if ((flags & 8) != 0) {
            text.append(" flags skuid");
        }
        if ((flags & 0x20) != 0) {
            text.append(" flags ether");
        }
        return text.toString();
    }

    /** NF_SYNPROXY_OPT_* of linux/netfilter/nf_synproxy.h. */
    private static String synproxy(Step.Synproxy synproxy) {
        int flags = or0(synproxy.flags());
        String text = "synproxy";
        if ((flags & 3) != 0) {
            text += " mss " + or0(synproxy.segmentSize()) + " wscale " + or0(synproxy.windowScale());
        }
        return text + ((flags & 8) != 0 ? " timestamp" : "") + ((flags & 4) != 0 ? " sack-perm" : "");
    }

    private String last(Step.Last last) {
        if (!style.counters()) {
            return "last";
        }
        return or0(last.set()) == 0
                ? "last used never"
                : "last used " + ValueText.time(last.milliseconds() == null ? 0 : last.milliseconds());
    }

    private String match(Step.Match match) {
        Optional<String> pin = style.pins() ? PinnedProgram.path(match) : Optional.empty();
        return pin.map(path -> "bpf pinned \"" + path + "\"").orElseGet(() -> "xt match \"" + match.extension() + "\"");
    }
}
