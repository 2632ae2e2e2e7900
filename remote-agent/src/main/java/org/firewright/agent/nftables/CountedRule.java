package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.api.RuleState;

/**
 * A rule of our table as people know it.
 *
 * @param id its identity, empty where it was added by hand
 * @param name its comment
 * @param handle of the first of the kernel's rules that it is
 * @param pins paths of the programs that it calls
 * @param counters what it counts with: one, or none; where an older agent made several rules of one, several
 */
record CountedRule(
        String id, String name, String chain, long handle, List<String> pins, List<CounterFigures> counters) {
    long packets() {
        long sum = 0;
        for (int i = 0; i < counters.size(); i++) {
            sum += counters.get(i).packets();
        }
        return sum;
    }

    long bytes() {
        long sum = 0;
        for (int i = 0; i < counters.size(); i++) {
            sum += counters.get(i).bytes();
        }
        return sum;
    }

    /** How many more packets the last reading found than the one before; negative where a counter was set back. */
    long morePackets() {
        long sum = 0;
        for (int i = 0; i < counters.size(); i++) {
            sum += counters.get(i).morePackets();
        }
        return sum;
    }

    /** The same of bytes. */
    long moreBytes() {
        long sum = 0;
        for (int i = 0; i < counters.size(); i++) {
            sum += counters.get(i).moreBytes();
        }
        return sum;
    }

    /** Whether the last reading of its counters found others figures than the one before. */
    boolean hasMoved() {
        for (int i = 0; i < counters.size(); i++) { // an iterator for each rule and reading is too much
            if (counters.get(i).hasMoved()) {
                return true;
            }
        }
        return false;
    }

    RuleState state() {
        return new RuleState(id, name, chain, handle, packets(), bytes(), pins);
    }
}
