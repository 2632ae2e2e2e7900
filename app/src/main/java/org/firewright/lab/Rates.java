package org.firewright.lab;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much traffic each customer of a host gets.
 *
 * @param perSecond packets per second of each kind; a kind that is not named is not sent
 * @param lively whether the rate goes up and down with time and differs between customers (never above what
 *     {@code perSecond} says), as on a real line; otherwise it is the same for all, all the time
 */
public record Rates(Map<FlowClass, Double> perSecond, boolean lively) {
    /** What the lab starts with: 2,000 packets per second and customer at most. */
    public static final Rates DEFAULT = mixed(2_000);

    /** The most packets per second and customer that are accepted, of all kinds together. */
    public static final int LIMIT = 50_000;

    /** Throws IllegalArgumentException for a rate that is negative, no number, or above {@link #LIMIT} in sum. */
    public Rates {
        perSecond = Map.copyOf(perSecond);
        double sum = 0;
        for (double rate : perSecond.values()) {
            if (!(rate >= 0)) {
                throw new IllegalArgumentException("A rate must be a number of packets per second, not " + rate + ".");
            }
            sum += rate;
        }
        if (sum > LIMIT) {
            throw new IllegalArgumentException("At most " + LIMIT + " packets per second for each customer, not "
                    + Math.round(sum) + ": the lab shows rules at work and is no load generator.");
        }
    }

    /** The usual mix of all kinds, so many packets per second and customer at most, going up and down. */
    public static Rates mixed(double packetsPerSecond) {
        Map<FlowClass, Double> parts = new EnumMap<>(FlowClass.class);
        for (FlowClass flow : FlowClass.values()) {
            parts.put(flow, packetsPerSecond * flow.percent() / 100);
        }
        return new Rates(parts, true);
    }

    /** The same for every kind and customer, all the time: what tests and measurements want. */
    public static Rates even(double packetsPerSecondOfEachKind) {
        Map<FlowClass, Double> parts = new EnumMap<>(FlowClass.class);
        for (FlowClass flow : FlowClass.values()) {
            parts.put(flow, packetsPerSecondOfEachKind);
        }
        return new Rates(parts, false);
    }

    /** The same rates with another one for one kind. */
    public Rates with(FlowClass flow, double packetsPerSecond) {
        Map<FlowClass, Double> changed = new EnumMap<>(FlowClass.class);
        changed.putAll(perSecond);
        changed.put(flow, packetsPerSecond);
        return new Rates(changed, lively);
    }

    /** Packets per second of a kind, 0 where it is not named. */
    public double of(FlowClass flow) {
        return perSecond.getOrDefault(flow, 0.0);
    }
}
