package org.firewright.expression;

/**
 * Reads addresses out of bytes and keeps the last one, so that reading a million of them makes no object. Knows dotted
 * quads without leading zeros (they would be octal to some programs and decimal to others) and the forms of RFC 4291
 * section 2.2; no zones, no brackets, no host names.
 */
public final class AddressParser {
    private static final int GROUPS = 8;

    private boolean v6;
    private long upper;
    private long lower;
    private final int[] groups = new int[GROUPS];

    /** Whether the last address was IPv6. */
    public boolean isV6() {
        return v6;
    }

    /** The upper 64 bits of the last address; 0 for IPv4. */
    public long upper() {
        return upper;
    }

    /** The lower 64 bits of the last address; for IPv4 the whole of it as an unsigned 32-bit number. */
    public long lower() {
        return lower;
    }

    /**
     * Reads the address that the bytes from {@code from} to before {@code to} are, all of them.
     *
     * @return whether they are an address; if not, the other methods tell nothing of use
     */
    public boolean parse(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return parseV6(text, from, to);
            }
        }
        long address = dottedQuad(text, from, to);
        v6 = false;
        upper = 0;
        lower = address;
        return address >= 0;
    }

    /** The number that a dotted quad stands for, -1 where it is none. */
    private static long dottedQuad(byte[] text, int from, int to) {
        long address = 0;
        int octet = 0;
        int digits = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c == '.') {
                if (digits == 0 || ++dots > 3) {
                    return -1;
                }
                address = address << 8 | octet;
                octet = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9' && !(digits > 0 && octet == 0)) {
                octet = octet * 10 + c - '0';
                digits++;
                if (octet > 255) {
                    return -1;
                }
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 ? address << 8 | octet : -1;
    }

    private boolean parseV6(byte[] text, int from, int to) {
        int count = 0;
        int gap = -1;
        int i = from;
        if (to - from >= 2 && text[from] == ':') {
            if (text[from + 1] != ':') {
                return false;
            }
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int end = i;
            while (end < to && text[end] != ':') {
                end++;
            }
            int added = group(text, i, end, end == to, count);
            if (added == 0) {
                return false;
            }
            count += added;
            i = end;
            if (i < to) {
                i++;
                if (i < to && text[i] == ':') {
                    if (gap >= 0) {
                        return false;
                    }
                    gap = count;
                    i++;
                } else if (i == to) {
                    return false;
                }
            }
        }
        // "::" stands for at least one group.
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return false;
        }
        v6 = true;
        assemble(count, gap);
        return true;
    }

    /** Reads one group, or at the end two groups as a dotted quad; returns how many were read, 0 for a fault. */
    private int group(byte[] text, int from, int to, boolean last, int count) {
        if (count == GROUPS || to == from) {
            return 0;
        }
        if (last && to - from > 4) {
            long quad = dottedQuad(text, from, to);
            if (quad < 0 || count > GROUPS - 2) {
                return 0;
            }
            groups[count] = (int) (quad >>> 16);
            groups[count + 1] = (int) (quad & 0xffff);
            return 2;
        }
        if (to - from > 4) {
            return 0;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit((char) (text[i] & 0xff), 16);
            if (digit < 0) {
                return 0;
            }
            value = value << 4 | digit;
        }
        groups[count] = value;
        return 1;
    }

    private void assemble(int count, int gap) {
        upper = 0;
        lower = 0;
        for (int i = 0; i < GROUPS; i++) {
            int behind = i - (GROUPS - count);
            int value = gap < 0 || i < gap ? groups[i] : behind >= gap ? groups[behind] : 0;
            if (i < 4) {
                upper = upper << 16 | value;
            } else {
                lower = lower << 16 | value;
            }
        }
    }
}
