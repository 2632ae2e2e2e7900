package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.NetlinkSocket;

/**
 * Reads our table's counters again and again. What the rules are is read once for each generation of the ruleset; after
 * that a reading lists the counters, and looks only at handles and figures. To be used by one thread.
 */
public final class CounterReader {
    private final String namespace;
    private final NamespaceRules rules;
    private CountedTable known;
    private boolean moved;

    CounterReader(String namespace, NamespaceRules rules) {
        this.namespace = namespace;
        this.rules = rules;
    }

    /**
     * Reads.
     *
     * @return whether the rules are the same as at the reading before, so that {@link #moved} says all that is new
     */
    public boolean read() throws ProblemException {
        moved = false;
        if (known != null && isSame()) {
            return true;
        }
        known = null; // also where the next line fails
        known = rules.counted();
        return false;
    }

    private boolean isSame() throws ProblemException {
        int objects = known.counters().objects();
        int all = known.counters().size();
        if (all == 0) {
            return rules.generation() == known.generation();
        }
        Listing named = new Listing(0, objects);
        Listing own = new Listing(objects, all);
        return (objects == 0 || (rules.walkCounters(named) && named.isWhole()))
                && (objects == all || (rules.walkRules(own) && own.isWhole()));
    }

    /** Takes the figures of what is known, as long as it is that which is listed. */
    private final class Listing implements NetlinkSocket.Walker {
        private final CounterFigures counters = known.counters();
        private final int generation = (int) (known.generation() & 0xFFFF);
        private final int end;
        private int next;
        private boolean same = true;

        /** A listing of a part of the counters. */
        Listing(int first, int end) {
            this.next = first;
            this.end = end;
        }

        /** Where the message is of the known generation, nothing was touched before it was written. */
        @Override
        public void message(byte[] bytes, int from, int to) throws MalformedMessageException {
            if (!same || next == end || CounterFigures.generation(bytes, from, to) != generation) {
                same = false;
                return;
            }
            same = counters.read(next, bytes, from, to);
            moved |= counters.hasMoved(next++);
        }

        /** Whether all that is known was listed, and nothing else. */
        boolean isWhole() {
            return same && next == end;
        }
    }

    /** All counters as they were read last. */
    public NamespaceCounters whole() {
        List<RuleCounter> all = known.states().stream()
                .map(rule -> new RuleCounter(rule.id(), rule.packets(), rule.bytes()))
                .toList();
        return new NamespaceCounters(namespace, known.digest(), all);
    }

    /** The counters that were found to have moved by the last reading, which found the rules the same. */
    public MovedCounters moved() {
        return moved ? known.counted().moved(namespace) : MovedCounters.none(namespace);
    }
}
