package org.firewright.expression;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An address. Addresses of different families are never equal and have no order in the language; {@link #compareTo}
 * puts IPv4 first only so that they can be sorted.
 *
 * @param v6 whether it is IPv6
 * @param upper the upper 64 bits; 0 for IPv4
 * @param lower the lower 64 bits; for IPv4 the whole of it as an unsigned 32-bit number
 */
public record IpAddress(boolean v6, long upper, long lower) implements Comparable<IpAddress> {
    /** The IPv4 address that is this unsigned number. */
    public static IpAddress v4(int number) {
        return new IpAddress(false, 0, Integer.toUnsignedLong(number));
    }

    /** The address that the text is; empty when it is none. */
    public static Optional<IpAddress> parse(String text) {
        AddressParser parser = new AddressParser();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parser.parse(bytes, 0, bytes.length)
                ? Optional.of(new IpAddress(parser.isV6(), parser.upper(), parser.lower()))
                : Optional.empty();
    }

    /** How many bits such an address has: 32 or 128. */
    public int bits() {
        return v6 ? 128 : 32;
    }

    /** The first address of the prefix of this length that holds this one. */
    public IpAddress network(int length) {
        int host = bits() - length;
        return new IpAddress(v6, upper & ~hostMaskUpper(host), lower & ~hostMaskLower(host));
    }

    /** The last address of the prefix of this length that holds this one. */
    public IpAddress last(int length) {
        int host = bits() - length;
        return new IpAddress(v6, upper | hostMaskUpper(host), lower | hostMaskLower(host));
    }

    /** The upper 64 bits of a number whose lowest {@code bits} (0 to 128) are set. */
    public static long hostMaskUpper(int bits) {
        return bits <= 64 ? 0 : -1L >>> (128 - bits);
    }

    /** The lower 64 bits of a number whose lowest {@code bits} (0 to 128) are set. */
    public static long hostMaskLower(int bits) {
        return bits >= 64 ? -1L : (1L << bits) - 1;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = Boolean.compare(v6, other.v6);
        int byUpper = byFamily != 0 ? byFamily : Long.compareUnsigned(upper, other.upper);
        return byUpper != 0 ? byUpper : Long.compareUnsigned(lower, other.lower);
    }

    /** The address as people write it; IPv6 in the form of RFC 5952. */
    public String text() {
        if (!v6) {
            return (lower >>> 24) + "." + (lower >>> 16 & 0xff) + "." + (lower >>> 8 & 0xff) + "." + (lower & 0xff);
        }
        if (upper == 0 && lower >>> 32 == 0xffff) {
            return "::ffff:" + v4((int) lower).text();
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (int) ((i < 4 ? upper : lower) >>> (48 - 16 * (i % 4)) & 0xffff);
        }
        return join(groups);
    }

    private static String join(int[] groups) {
        int gap = -1;
        int gapLength = 1; // a single zero group is written out
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && groups[i + length] == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
