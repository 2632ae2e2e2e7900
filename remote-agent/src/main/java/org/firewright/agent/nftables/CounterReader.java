package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.RawAttributes;

/**
 * Reads our table's counters again and again. What the rules are is read once for each generation of the ruleset; after
 * that a reading is one listing, of which only handles and figures are looked at. To be used by one thread.
 */
public final class CounterReader {
    /** NFTA_EXPR_NAME and NFTA_EXPR_DATA. */
    private static final int NAME = 1;

    private static final int DATA = 2;

    /** NFTA_COUNTER_BYTES and NFTA_COUNTER_PACKETS. */
    private static final int BYTES = 1;

    private static final int PACKETS = 2;

    private static final byte[] COUNTER = {'c', 'o', 'u', 'n', 't', 'e', 'r', 0};

    private final String namespace;
    private final NamespaceRules rules;
    private final List<Integer> moved = new ArrayList<>();
    private Counted known;
    private long[] packets = {};
    private long[] bytes = {};
    /** How many rules the listing under way has brought, and whether all of them are known. */
    private int listed;

    private boolean same;

    CounterReader(String namespace, NamespaceRules rules) {
        this.namespace = namespace;
        this.rules = rules;
    }

    /**
     * Our table at one moment.
     *
     * @param generation the ruleset's generation
     * @param digest digest of the ruleset in force, empty where our table is not there
     * @param rules all of them in the kernel's order
     */
    record Counted(long generation, String digest, List<CountedRule> rules) {}

    /**
     * A rule.
     *
     * @param id its identity, empty where it was added by hand
     * @param ofPolicy whether it stands for a rule that people know; the others are told to nobody
     * @param packets of its first counter; 0 where it has none
     */
    record CountedRule(long handle, String id, boolean ofPolicy, long packets, long bytes) {}

    /**
     * Reads.
     *
     * @return whether the rules are the same as at the reading before, so that {@link #moved} says all that is new
     */
    public boolean read() throws ProblemException {
        moved.clear();
        if (known != null && isSame()) {
            return true;
        }
        known = null; // also where the next line fails
        known = rules.counted();
        packets = known.rules().stream().mapToLong(CountedRule::packets).toArray();
        bytes = known.rules().stream().mapToLong(CountedRule::bytes).toArray();
        return false;
    }

    private boolean isSame() throws ProblemException {
        if (known.rules().isEmpty()) {
            return rules.generation() == known.generation();
        }
        listed = 0;
        same = true;
        return rules.walk(this::rule) && same && listed == packets.length;
    }

    /** Where a message is of the known generation, the rules were not touched before it was written. */
    private void rule(byte[] message, int from, int to) throws MalformedMessageException {
        // struct nfgenmsg ends with the generation's last 16 bits, big-endian
        int generation =
                to - from < NfTables.HEADER ? -1 : ((message[from + 2] & 0xFF) << 8) | (message[from + 3] & 0xFF);
        if (!same || generation != (int) (known.generation() & 0xFFFF) || listed == packets.length) {
            same = false;
            return;
        }
        for (int at = from + NfTables.HEADER; at < to; at = RawAttributes.next(message, at, to)) {
            int type = RawAttributes.type(message, at, to);
            if (type == NfTables.RULE_HANDLE) {
                same &= RawAttributes.u64(message, at, to)
                        == known.rules().get(listed).handle();
            } else if (type == NfTables.RULE_EXPRESSIONS) {
                counter(message, RawAttributes.content(at), RawAttributes.end(message, at, to));
            }
        }
        listed++;
    }

    /** Takes the figures of the first counter among a rule's expressions. */
    private void counter(byte[] message, int from, int to) throws MalformedMessageException {
        for (int at = from; at < to; at = RawAttributes.next(message, at, to)) {
            int content = RawAttributes.content(at);
            int end = RawAttributes.end(message, at, to);
            if (isCounter(message, content, end)) {
                int data = RawAttributes.find(message, content, end, DATA);
                if (data >= 0) {
                    figures(message, RawAttributes.content(data), RawAttributes.end(message, data, end));
                    return;
                }
            }
        }
    }

    private static boolean isCounter(byte[] message, int from, int to) throws MalformedMessageException {
        if (from >= to || RawAttributes.type(message, from, to) != NAME) {
            return false;
        }
        int at = RawAttributes.content(from);
        if (RawAttributes.end(message, from, to) - at != COUNTER.length) {
            return false;
        }
        for (byte letter : COUNTER) {
            if (message[at++] != letter) {
                return false;
            }
        }
        return true;
    }

    private void figures(byte[] message, int from, int to) throws MalformedMessageException {
        int packetsAt = RawAttributes.find(message, from, to, PACKETS);
        int bytesAt = RawAttributes.find(message, from, to, BYTES);
        if (packetsAt < 0 || bytesAt < 0) {
            return;
        }
        long nowPackets = RawAttributes.u64(message, packetsAt, to);
        long nowBytes = RawAttributes.u64(message, bytesAt, to);
        if (nowPackets != packets[listed] || nowBytes != bytes[listed]) {
            packets[listed] = nowPackets;
            bytes[listed] = nowBytes;
            moved.add(listed);
        }
    }

    /** All counters as they were read last. */
    public NamespaceCounters whole() {
        List<RuleCounter> all = new ArrayList<>(packets.length);
        for (int i = 0; i < packets.length; i++) {
            CountedRule rule = known.rules().get(i);
            if (rule.ofPolicy()) {
                all.add(new RuleCounter(rule.id(), packets[i], bytes[i]));
            }
        }
        return new NamespaceCounters(namespace, known.digest(), List.copyOf(all));
    }

    /** The counters that were found to have moved by the last reading, which found the rules the same. */
    public MovedCounters moved() {
        List<Integer> places = new ArrayList<>(moved.size());
        List<Long> movedPackets = new ArrayList<>(moved.size());
        List<Long> movedBytes = new ArrayList<>(moved.size());
        int place = 0;
        int next = 0;
        for (int i = 0; i < packets.length && next < moved.size(); i++) {
            boolean ofPolicy = known.rules().get(i).ofPolicy();
            if (moved.get(next) == i) {
                next++;
                if (ofPolicy) {
                    places.add(place);
                    movedPackets.add(packets[i]);
                    movedBytes.add(bytes[i]);
                }
            }
            place += ofPolicy ? 1 : 0;
        }
        return new MovedCounters(namespace, List.copyOf(places), List.copyOf(movedPackets), List.copyOf(movedBytes));
    }
}
