package org.firewright.iplist;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Prefixes;

/**
 * What a list will take of a host's kernel memory, in bytes, before it is sent anywhere. Tables are computed as the
 * agent lays them out (docs/list-engine.md); what the kernel takes for programs, for a node of a trie and for an element
 * of a set was measured on Linux 6.18 for x86-64, and ListMemoryTest of the root tests holds it against the kernel.
 */
public final class ListMemory {
    /** Four programs and what there is beside the contents of a table's three maps, without IPv6 ranges and with. */
    private static final long TABLE_PROGRAMS = 88_000;

    private static final long TABLE_PROGRAMS_V6 = 97_000;

    /** Four programs and two maps, with what the kernel keeps ready for further nodes. */
    private static final long TRIE_PROGRAMS = 26_000;

    /** Of either family; a prefix or a place where two part. */
    private static final long NODE = 67;

    /** An element of a set, of either family: a slab object of 64 bytes, and 8 that tell whom it is charged to. */
    private static final long SET_ELEMENT = 72;

    /** A place in the array that lookups in a set search; one for each element, and some more. */
    private static final long SET_PLACE = 16;

    /** The array's first size, the one up to which it doubles, and beyond which it grows by halves. */
    private static final long FEWEST_PLACES = 16;

    private static final long DOUBLING_PLACES = 512;

    /** Up to here memory comes in powers of two, above in whole huge pages. */
    private static final long LARGEST_BLOCK = 4 << 20;

    private static final long HUGE_PAGE = 2 << 20;

    /** Rule and set around the elements. */
    private static final long SET = 2_000;

    /** struct bpf_array before its values. */
    private static final int ARRAY_HEAD = 320;

    private static final int PAGE = 4_096;
    private static final int MOST_SLOTS = 1 << 16;
    private static final int FEWEST_SLOTS = 1 << 4;

    private ListMemory() {}

    /** As packed tables, once a host. */
    public static long table(AddressRanges ranges) {
        return pages(v4Table(ranges))
                + pages(v6Table(ranges))
                + (ranges.v6Count() == 0 ? TABLE_PROGRAMS : TABLE_PROGRAMS_V6);
    }

    /** As LPM tries, once a host: prefixes and the nodes where they part. */
    public static long tries(AddressRanges ranges) {
        long[] prefixes = new long[2];
        try {
            Prefixes.v4(ranges, (address, length) -> prefixes[0]++);
            Prefixes.v6(ranges, (upper, lower, length) -> prefixes[1]++);
        } catch (IOException e) {
            throw new UncheckedIOException("Counting does no input or output.", e);
        }
        return (nodes(prefixes[0]) + nodes(prefixes[1])) * NODE + TRIE_PROGRAMS;
    }

    /** As a set of nftables in a rule, for each rule that names the list in each namespace. */
    public static long nftSet(AddressRanges ranges) {
        long elements = 2 * ranges.count();
        long places = FEWEST_PLACES;
        while (places < elements) {
            places += places < DOUBLING_PLACES ? places : places / 2;
        }
        return SET + elements * SET_ELEMENT + blocks(places * SET_PLACE);
    }

    private static long blocks(long bytes) {
        return bytes <= LARGEST_BLOCK
                ? Long.highestOneBit(bytes - 1) * 2
                : (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    }

    private static long nodes(long prefixes) {
        return Math.max(0, 2 * prefixes - 1);
    }

    /** The kernel gives powers of two, and whole pages where that is more. */
    private static long pages(long values) {
        long bytes = ARRAY_HEAD + values;
        return bytes > PAGE ? (bytes + PAGE - 1) / PAGE * PAGE : Long.highestOneBit(bytes - 1) * 2;
    }

    private static long v4Table(AddressRanges ranges) {
        long borders = 2L * ranges.v4Count();
        long narrow = (MOST_SLOTS + 1L) * Integer.BYTES + borders * Short.BYTES;
        long wide = (slots(ranges.v4Count()) + 1L) * Integer.BYTES + borders * Integer.BYTES;
        return Math.min(narrow, wide);
    }

    private static long v6Table(AddressRanges ranges) {
        long[] v6 = ranges.v6();
        if (v6.length == 0) {
            return Long.BYTES;
        }
        long keys = 0;
        long last = 0;
        boolean deep = false;
        for (int i = 0; i < v6.length; i += 2) {
            boolean end = i % 4 == 2;
            boolean carries = end && v6[i + 1] == -1;
            long upper = v6[i] + (carries ? 1 : 0);
            deep |= end ? v6[i + 1] != -1 : v6[i + 1] != 0;
            if (i == 0 || upper != last) {
                keys++;
            }
            last = upper;
        }
        long slots = v6Slots(v6[0], last, slots(ranges.v6Count()));
        long lowers = deep ? v6.length / 2L * Long.BYTES + (keys + 1) * Integer.BYTES : 0;
        return (slots + 1) * Integer.BYTES + keys * Long.BYTES + lowers;
    }

    private static long v6Slots(long first, long last, long wanted) {
        int shift = 0;
        while (Long.compareUnsigned((last - first) >>> shift, wanted) >= 0) {
            shift++;
        }
        return ((last - first) >>> shift) + 2;
    }

    /** A power of two that is not above the number of ranges, within what makes sense. */
    private static long slots(long ranges) {
        return Long.highestOneBit(Math.clamp(ranges, FEWEST_SLOTS, MOST_SLOTS));
    }
}
