package org.firewright.lab;

/** How the rates go up and down, so that charts look like those of a real line. */
final class Liveliness {
    private static final double[] SIZE = {1, 0.7, 0.45};
    private static final double[] PERIOD_SECONDS = {47, 31, 61};
    private static final double SCAN_PERIOD_SECONDS = 23;

    private Liveliness() {}

    /**
     * The part of a rate at a time, above 0 and at most 1: customers differ in size, all have a slow wave, and scanners
     * come in waves of their own.
     */
    static double part(int customer, FlowClass flow, double seconds) {
        double slow = 0.8 + 0.2 * Math.sin(2 * Math.PI * seconds / PERIOD_SECONDS[customer] + customer);
        double scans = flow == FlowClass.LISTED_LOGIN
                ? 0.65 + 0.35 * Math.sin(2 * Math.PI * seconds / SCAN_PERIOD_SECONDS + 2 * customer)
                : 1;
        return SIZE[customer] * slow * scans;
    }
}
