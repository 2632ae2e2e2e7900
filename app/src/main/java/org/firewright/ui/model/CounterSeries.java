package org.firewright.ui.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Readings of one counter over the last minute. */
public final class CounterSeries {
    /** The window of every rate that is shown, in seconds. */
    public static final int RATE_SECONDS = 5;

    private static final long MINUTE_MILLIS = 60_000;

    private record Reading(long at, long packets, long bytes) {}

    private final Deque<Reading> readings = new ArrayDeque<>();

    /**
     * Adds a reading. A counter that has gone back has started anew, so what was read before says nothing any more.
     *
     * @param at milliseconds by the host's clock
     */
    public void add(long at, long packets, long bytes) {
        Reading last = readings.peekLast();
        if (last != null && (packets < last.packets || at <= last.at)) {
            readings.clear();
        }
        readings.addLast(new Reading(at, packets, bytes));
        while (readings.size() > 1 && readings.peekFirst().at < at - MINUTE_MILLIS) {
            readings.removeFirst();
        }
    }

    /** What the readings come to. Must not be asked before the first reading. */
    public Live live() {
        List<Double> minute = new ArrayList<>(readings.size());
        Reading previous = null;
        Reading newest = readings.getLast();
        Reading base = newest;
        for (Reading reading : readings) {
            if (previous != null) {
                minute.add(rate(previous, reading));
            }
            if (base.equals(newest) && reading.at >= newest.at - RATE_SECONDS * 1000L) {
                base = reading;
            }
            previous = reading;
        }
        double rate = base.equals(newest) ? Double.NaN : rate(base, newest);
        return new Live(newest.packets, newest.bytes, rate, minute);
    }

    private static double rate(Reading from, Reading to) {
        return (to.packets - from.packets) * 1000.0 / (to.at - from.at);
    }
}
