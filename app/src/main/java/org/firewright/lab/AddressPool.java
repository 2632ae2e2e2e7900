package org.firewright.lab;

import java.util.random.RandomGenerator;
import org.firewright.agent.api.AddressRanges;

/** Source addresses for the traffic: in the lists, and as surely in none of them. */
final class AddressPool {
    /** 2000::/3, what the Internet's IPv6 addresses begin with (RFC 4291). */
    private static final long GLOBAL_V6 = 0x2000_0000_0000_0000L;

    /** 2001:db8::/32 (RFC 3849), which the lab itself uses. */
    private static final long DOCUMENTATION_V6 = 0x2001_0db8L;

    private final AddressRanges listed;
    private final AddressRanges german;
    private final RandomGenerator random;

    /**
     * A pool over two lists.
     *
     * @param listed with IPv4 ranges, of which some are unicast
     * @param german with IPv6 ranges
     * @throws IllegalArgumentException when one of them has none
     */
    AddressPool(AddressRanges listed, AddressRanges german, RandomGenerator random) {
        if (listed.v4Count() == 0 || german.v6Count() == 0) {
            throw new IllegalArgumentException("The lists for the traffic are empty.");
        }
        this.listed = listed;
        this.german = german;
        this.random = random;
    }

    /** An IPv4 address of the list, as an unsigned number. */
    int listed() {
        int address;
        do {
            int range = 2 * random.nextInt(listed.v4Count());
            address = listed.v4()[range] + random.nextInt(listed.v4()[range + 1] - listed.v4()[range] + 1);
        } while (!isUnicast(address));
        return address;
    }

    /** An IPv4 address of the Internet that is not in the list. */
    int other() {
        int address;
        do {
            address = random.nextInt();
        } while (!isUnicast(address) || listed.contains(address));
        return address;
    }

    /** Puts a German IPv6 address, or one that is not, into an array of its two halves. */
    void v6(boolean fromGermany, long[] address) {
        if (fromGermany) {
            int range = 4 * random.nextInt(german.v6Count());
            long span = german.v6()[range + 2] - german.v6()[range];
            address[0] = german.v6()[range] + (span == 0 ? 0 : random.nextLong(span));
            address[1] = span == 0 ? german.v6()[range + 1] : random.nextLong();
            return;
        }
        do {
            address[0] = GLOBAL_V6 | (random.nextLong() >>> 3);
            address[1] = random.nextLong();
        } while (german.contains(address[0], address[1]) || address[0] >>> 32 == DOCUMENTATION_V6);
    }

    /** Whether routers forward packets from there: not special-purpose (RFC 6890), multicast or reserved. */
    static boolean isUnicast(int address) {
        int a = address >>> 24;
        int b = address >>> 16 & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> b != 168 && b != 0;
            case 198 -> b != 18 && b != 19 && b != 51;
            case 203 -> b != 0;
            default -> a < 224;
        };
    }
}
