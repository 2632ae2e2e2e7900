package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.nftables.CounterReader.CountedRule;

/**
 * Rules whose counters are listed together, and whether they are to be listed at all. In a chain of ours the first rule
 * counts every packet that comes, before any other rule can: where it has not moved, none has. A packet may be on its way
 * between the two while we look, so the chain is left alone only when its rules were listed a good while after the first
 * rule's figures had come to stand still.
 */
final class CountedChain {
    /**
     * Far longer than any packet is on its way through a chain, which it passes without a wait; what is left is a
     * processor that a host of virtual machines gives to others meanwhile.
     */
    private static final long PASSED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final int first;
    private final int end;
    private long packets = -1;
    private long bytes = -1;
    private long stoodSince;
    private boolean settled;

    private CountedChain(String name, int first, int end) {
        this.name = name;
        this.first = first;
        this.end = end;
    }

    /**
     * The chains of rules that were listed; all rules as one without a name where packets can pass a chain's first rule
     * that is not ours: a table of an older version, or one that somebody has changed by hand.
     */
    static List<CountedChain> of(List<CountedRule> rules) {
        List<CountedChain> chains = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= rules.size(); i++) {
            if (i == rules.size()
                    || !rules.get(i).chain().equals(rules.get(first).chain())) {
                if (!rules.get(first).start()) {
                    return List.of(new CountedChain(null, 0, rules.size()));
                }
                chains.add(new CountedChain(rules.get(first).chain(), first, i));
                first = i;
            }
        }
        return List.copyOf(chains);
    }

    /** Its name, null where all rules are meant. */
    String name() {
        return name;
    }

    /** Place of its first rule among all. */
    int first() {
        return first;
    }

    /** The place behind its last rule. */
    int end() {
        return end;
    }

    /** Whether its first rule tells whether packets have come. */
    boolean hasStart() {
        return name != null;
    }

    /**
     * Takes the first rule's figures.
     *
     * @param now by {@link System#nanoTime}, after they were read
     */
    void startIs(long startPackets, long startBytes, long now) {
        if (startPackets != packets || startBytes != bytes) {
            packets = startPackets;
            bytes = startBytes;
            stoodSince = now;
            settled = false;
        }
    }

    /** Whether its rules are to be listed. */
    boolean isDue() {
        return !settled;
    }

    /** Takes note that its rules were listed from this moment on, by {@link System#nanoTime}. */
    void listed(long begun) {
        settled = hasStart() && begun - stoodSince >= PASSED_NANOS;
    }
}
