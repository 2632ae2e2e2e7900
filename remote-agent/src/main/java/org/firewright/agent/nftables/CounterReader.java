package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.netlink.MalformedMessageException;

/**
 * Reads our table's counters again and again. What the rules are is read once for each generation of the ruleset; after
 * that a reading asks for each chain's first rule, lists the chains that packets have come to, and looks only at handles
 * and figures. To be used by one thread.
 */
public final class CounterReader {
    private final String namespace;
    private final NamespaceRules rules;
    private final List<Integer> moved = new ArrayList<>();
    private Counted known;
    private List<CountedChain> chains = List.of();
    private List<RuleFigures> figures = List.of();
    /** The place behind the rules that the listing under way has brought. */
    private int listed;

    /** Whether all that was read is of the known rules. */
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
     * @param start whether it does nothing but count what comes to its chain
     * @param ofPolicy whether it stands for a rule that people know; the others are told to nobody
     * @param packets of its first counter; 0 where it has none
     */
    record CountedRule(
            String chain, long handle, String id, boolean start, boolean ofPolicy, long packets, long bytes) {}

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
        figures = known.rules().stream()
                .map(rule -> new RuleFigures(rule.packets(), rule.bytes()))
                .toList();
        chains = CountedChain.of(known.rules());
        return false;
    }

    private boolean isSame() throws ProblemException {
        if (known.rules().isEmpty()) {
            return rules.generation() == known.generation();
        }
        return startsAreSame() && chainsAreSame();
    }

    /** Asks whether packets have come to the chains that are left alone. */
    private boolean startsAreSame() throws ProblemException {
        List<CountedChain> asked =
                chains.stream().filter(chain -> !chain.isDue()).toList();
        List<CountedRule> starts = new ArrayList<>(asked.size());
        asked.forEach(chain -> starts.add(known.rules().get(chain.first())));
        Iterator<CountedChain> next = asked.iterator();
        same = true;
        return starts.isEmpty()
                || (rules.walk(starts, (message, from, to) -> start(next.next(), message, from, to)) && same);
    }

    private boolean chainsAreSame() throws ProblemException {
        for (CountedChain chain : chains) {
            if (chain.isDue()) {
                long begun = System.nanoTime();
                listed = chain.first();
                boolean whole = rules.walk(chain.name(), (message, from, to) -> listed(chain, message, from, to));
                if (!(whole && same && listed == chain.end())) {
                    return false;
                }
                chain.listed(begun);
            }
        }
        return true;
    }

    private void start(CountedChain chain, byte[] message, int from, int to) throws MalformedMessageException {
        read(chain.first(), message, from, to); // where it has moved, its chain is listed next
        startIs(chain);
    }

    private void startIs(CountedChain chain) {
        RuleFigures start = figures.get(chain.first());
        chain.startIs(start.packets(), start.bytes(), System.nanoTime());
    }

    private void listed(CountedChain chain, byte[] message, int from, int to) throws MalformedMessageException {
        if (listed == chain.end()) {
            same = false;
            return;
        }
        if (read(listed, message, from, to)) {
            moved.add(listed);
        }
        if (listed == chain.first()) {
            startIs(chain);
        }
        listed++;
    }

    /**
     * Takes the figures of the rule of a place; whether they are others than before. Where the message is of the known
     * generation, the rules were not touched before it was written.
     */
    private boolean read(int place, byte[] message, int from, int to) throws MalformedMessageException {
        RuleFigures rule = figures.get(place);
        if (!same || RuleFigures.generation(message, from, to) != (int) (known.generation() & 0xFFFF)) {
            same = false;
            return false;
        }
        boolean changed = rule.read(message, from, to);
        same = rule.handle() == known.rules().get(place).handle();
        return changed;
    }

    /** All counters as they were read last. */
    public NamespaceCounters whole() {
        List<RuleCounter> all = new ArrayList<>(figures.size());
        for (int i = 0; i < figures.size(); i = behind(i)) {
            CountedRule rule = known.rules().get(i);
            if (rule.ofPolicy()) {
                all.add(new RuleCounter(rule.id(), sum(i, RuleFigures::packets), sum(i, RuleFigures::bytes)));
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
        for (int i = 0; i < figures.size() && next < moved.size(); i = behind(i)) {
            boolean ofPolicy = known.rules().get(i).ofPolicy();
            boolean hasMoved = false;
            while (next < moved.size() && moved.get(next) < behind(i)) {
                hasMoved = true;
                next++;
            }
            if (hasMoved && ofPolicy) {
                places.add(place);
                movedPackets.add(sum(i, RuleFigures::packets));
                movedBytes.add(sum(i, RuleFigures::bytes));
            }
            place += ofPolicy ? 1 : 0;
        }
        return new MovedCounters(namespace, List.copyOf(places), List.copyOf(movedPackets), List.copyOf(movedBytes));
    }

    /** The first of the kernel's rules behind one that does not stand for the same rule of people. */
    private int behind(int first) {
        int at = first + 1;
        String id = known.rules().get(first).id();
        while (at < figures.size()
                && !id.isEmpty()
                && known.rules().get(at).id().equals(id)) {
            at++;
        }
        return at;
    }

    private long sum(int first, ToLongFunction<RuleFigures> figure) {
        return figures.subList(first, behind(first)).stream().mapToLong(figure).sum();
    }
}
