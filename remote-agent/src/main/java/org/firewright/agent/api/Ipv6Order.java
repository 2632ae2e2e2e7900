package org.firewright.agent.api;

/** The order of IPv6 addresses, each given as two unsigned halves, the upper one first. */
public final class Ipv6Order {
    private Ipv6Order() {}

    /** Negative, 0 or positive as the first comes before the other, is the same, or comes behind it. */
    public static int compare(long upper, long lower, long otherUpper, long otherLower) {
        int byUpper = Long.compareUnsigned(upper, otherUpper);
        return byUpper != 0 ? byUpper : Long.compareUnsigned(lower, otherLower);
    }
}
