package org.firewright.expression;

import java.util.List;

/** Extension headers of IPv6 (RFC 8200, section 4) by the numbers that name them in the header before. */
public final class ExtensionHeaders {
    public static final int HOP_OPTIONS = 0;
    public static final int ROUTING = 43;
    public static final int FRAGMENT = 44;
    public static final int AUTHENTICATION = 51;
    public static final int DESTINATION_OPTIONS = 60;

    /** All of them. */
    public static final List<Integer> ALL =
            List.of(HOP_OPTIONS, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS);

    /** Behind so many, the protocol counts as unknown: a chain that long fits no ordinary frame. */
    public static final int MOST = 192;

    private ExtensionHeaders() {}
}
