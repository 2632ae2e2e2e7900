package org.firewright.simulate;

import static org.firewright.expression.ExtensionHeaders.AUTHENTICATION;
import static org.firewright.expression.ExtensionHeaders.DESTINATION_OPTIONS;
import static org.firewright.expression.ExtensionHeaders.FRAGMENT;
import static org.firewright.expression.ExtensionHeaders.HOP_OPTIONS;
import static org.firewright.expression.ExtensionHeaders.ROUTING;

import org.firewright.expression.ExtensionHeaders;

/**
 * Follows the extension headers of IPv6 (RFC 8200, section 4) as the kernel's packet filter does: it stops at an
 * authentication header, which then is the protocol, and it does not guess what a later fragment begins with when
 * that is one more extension header. It gives up where programs do, see {@link ExtensionHeaders#MOST}.
 */
final class Ipv6Headers {
    /** Bytes of the fixed header. */
    static final int LENGTH = 40;

    private static final int FRAGMENT_BYTES = 8;

    private Ipv6Headers() {}

    static Transport find(byte[] bytes) {
        int next = bytes[6] & 0xff;
        int at = LENGTH;
        boolean hopOptions = false;
        boolean routing = false;
        boolean destinationOptions = false;
        boolean fragment = false;
        int headers = 0;
        while (isExtension(next)) {
            if (++headers > ExtensionHeaders.MOST) {
                return new Transport(-1, at, false, fragment, hopOptions, routing, destinationOptions);
            }
            // The kernel reads two bytes of an extension header, and two more of a fragment or routing header.
            if (at + (next == FRAGMENT || next == ROUTING ? 4 : 2) > bytes.length) {
                return new Transport(-1, at, false, fragment, hopOptions, routing, destinationOptions);
            }
            hopOptions |= next == HOP_OPTIONS;
            routing |= next == ROUTING;
            destinationOptions |= next == DESTINATION_OPTIONS;
            int behind = bytes[at] & 0xff;
            if (next == FRAGMENT) {
                fragment = true;
                boolean later = (bytes[at + 2] & 0xff) != 0 || (bytes[at + 3] & 0xf8) != 0;
                if (later) {
                    int known = isExtension(behind) || behind == AUTHENTICATION ? -1 : behind;
                    return new Transport(known, at, true, true, hopOptions, routing, destinationOptions);
                }
                at += FRAGMENT_BYTES;
            } else {
                at += 8 * (1 + (bytes[at + 1] & 0xff));
            }
            next = behind;
        }
        boolean cut = next == AUTHENTICATION && at + 2 > bytes.length;
        return new Transport(cut ? -1 : next, at, false, fragment, hopOptions, routing, destinationOptions);
    }

    private static boolean isExtension(int header) {
        return header == HOP_OPTIONS || header == ROUTING || header == FRAGMENT || header == DESTINATION_OPTIONS;
    }
}
