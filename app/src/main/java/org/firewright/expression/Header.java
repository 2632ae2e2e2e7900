package org.firewright.expression;

import java.util.Locale;

/** Headers whose bits {@code bit_slice} reads. */
public enum Header {
    IP,
    TCP,
    UDP,
    /** ICMP for IPv4, ICMPv6 for IPv6. */
    ICMP;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
