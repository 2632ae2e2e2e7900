package org.firewright.ui.model;

/**
 * A rule's counter as it is watched.
 *
 * @param packets packets since the rule was put in force
 * @param bytes their bytes
 * @param rate packets a second over the last {@link CounterSeries#RATE_SECONDS} seconds, NaN while there is no second
 *     reading yet
 */
public record Live(long packets, long bytes, double rate) {}
