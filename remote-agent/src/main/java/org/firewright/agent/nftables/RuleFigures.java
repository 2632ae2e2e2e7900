package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.api.MovedCounters;
import org.firewright.agent.api.Numbers;

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

    /** Rules of which the last reading found other figures than the one before. */
    MovedCounters moved(String namespace) {
        int most = ends.length;
        long[] runs = new long[most + 1]; // two for each, and a rule that has not moved between them
        long[] packets = new long[most];
        long[] bytes = new long[most];
        int count = 0;
        int inRuns = 0;
        boolean running = false;
        int counter = 0;
        for (int rule = 0; rule < most; rule++) {
            long morePackets = 0;
            long moreBytes = 0;
            for (int end = ends[rule]; counter < end; counter++) {
                morePackets += figures.morePackets(counters[counter]);
                moreBytes += figures.moreBytes(counters[counter]);
            }
            if (morePackets == 0 && moreBytes == 0) {
                running = false;
                continue;
            }
            if (!running) {
                running = true;
                runs[inRuns] = rule;
                inRuns += 2;
            }
            runs[inRuns - 1]++;
            packets[count] = morePackets;
            bytes[count++] = moreBytes;
        }
        return new MovedCounters(
                namespace, Numbers.first(inRuns, runs), Numbers.first(count, packets), Numbers.first(count, bytes));
    }

    private int start(int rule) {
        return rule == 0 ? 0 : ends[rule - 1];
    }
}
