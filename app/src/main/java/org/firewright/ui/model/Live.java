package org.firewright.ui.model;

import java.util.List;

/**
 * A rule's counter as it is watched.
 *
 * @param packets packets since the rule was put in force
 * @param bytes their bytes
 * @param rate packets a second over the last {@link CounterSeries#RATE_SECONDS} seconds, NaN while there is no second
 *     reading yet
 * @param minute packets a second between consecutive readings, oldest first, at most the last minute
 */
public record Live(long packets, long bytes, double rate, List<Double> minute) {
    public Live {
        minute = List.copyOf(minute);
    }
}
