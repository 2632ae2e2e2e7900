package org.firewright.agent.nftables;

import java.util.List;

/** What rules, as people know them, have counted: the sum of their counters, of which one may be several rules'. */
final class RuleFigures {
    private final CounterFigures figures;

    /** Places in the figures, those of each rule behind those of the rule before. */
    private final int[] counters;

    /** Where those of each rule end. */
    private final int[] ends;

    /** Of each rule the places of its counters. */
    RuleFigures(CounterFigures figures, List<List<Integer>> counters) {
        this.figures = figures;
        this.counters = counters.stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        ends = new int[counters.size()];
        int end = 0;
        for (int rule = 0; rule < ends.length; rule++) {
            end += counters.get(rule).size();
            ends[rule] = end;
        }
    }

    long packets(int rule) {
        long sum = 0;
        for (int i = start(rule); i < ends[rule]; i++) {
            sum += figures.packets(counters[i]);
        }
        return sum;
    }

    long bytes(int rule) {
        long sum = 0;
        for (int i = start(rule); i < ends[rule]; i++) {
            sum += figures.bytes(counters[i]);
        }
        return sum;
    }

    /** How many more packets the last reading found than the one before; negative where a counter was set back. */
    long morePackets(int rule) {
        long sum = 0;
        for (int i = start(rule); i < ends[rule]; i++) {
            sum += figures.morePackets(counters[i]);
        }
        return sum;
    }

    /** The same of bytes. */
    long moreBytes(int rule) {
        long sum = 0;
        for (int i = start(rule); i < ends[rule]; i++) {
            sum += figures.moreBytes(counters[i]);
        }
        return sum;
    }

    private int start(int rule) {
        return rule == 0 ? 0 : ends[rule - 1];
    }
}
