package org.firewright.ui.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Readings of one counter over the last minute. One thread may add while another asks. */
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
    public synchronized void add(long at, long packets, long bytes) {
        Reading last = readings.peekLast();
        if (last != null && (packets < last.packets || at <= last.at)) {
            readings.clear();
        }
        readings.addLast(new Reading(at, packets, bytes));
        while (readings.size() > 1 && readings.peekFirst().at < at - MINUTE_MILLIS) {
            readings.removeFirst();
        }
    }

    /** What the last readings come to. Must not be asked before the first one. */
    public synchronized Live live() {
        Reading newest = readings.getLast();
        Reading base = newest;
        for (Iterator<Reading> back = readings.descendingIterator(); back.hasNext(); ) {
            Reading reading = back.next();
            if (reading.at < newest.at - RATE_SECONDS * 1000L) {
                break;
            }
            base = reading;
        }
        return new Live(newest.packets, newest.bytes, base.at == newest.at ? Double.NaN : rate(base, newest));
    }

    /** Packets a second between consecutive readings, oldest first, at most the last minute. */
    public synchronized List<Double> minute() {
        List<Double> minute = new ArrayList<>(readings.size());
        Reading previous = null;
        for (Reading reading : readings) {
            if (previous != null) {
                minute.add(rate(previous, reading));
            }
            previous = reading;
        }
        return minute;
    }

    private static double rate(Reading from, Reading to) {
        return (to.packets - from.packets) * 1000.0 / (to.at - from.at);
    }
}
