package org.firewright.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;

/** Addresses of both families; a class never holds both. */
final class AddressDimension extends Dimension<AddressRanges> {
    static final AddressRanges ALL_V4 = new AddressRanges(new int[] {0, -1}, new long[0]);
    static final AddressRanges ALL_V6 = new AddressRanges(new int[0], new long[] {0, 0, -1, -1});

    /** More ranges than these are not kept: they are for examples only. */
    private static final int KEPT = 16;

    private static final int SET_BITS = 24;

    private final List<List<AddressRange>> ranges = new ArrayList<>();

    AddressDimension(String name) {
        super(name);
    }

    @Override
    void divideValues() {
        divideV4();
        divideV6();
    }

    private void divideV4() {
        int count = 0;
        long[] events =
                new long[sets().stream().mapToInt(set -> set.v4().length).sum()];
        for (int index = 0; index < sets().size(); index++) {
            int[] bounds = sets().get(index).v4();
            for (int i = 0; i < bounds.length; i += 2) {
                events[count++] = Integer.toUnsignedLong(bounds[i]) << SET_BITS | index;
                events[count++] = (Integer.toUnsignedLong(bounds[i + 1]) + 1) << SET_BITS | index;
            }
        }
        Arrays.sort(events);
        BitSet members = new BitSet();
        int next = 0;
        long last = Integer.toUnsignedLong(-1);
        for (long at = 0; at <= last; ) {
            while (next < events.length && events[next] >> SET_BITS == at) {
                members.flip((int) (events[next] & ((1 << SET_BITS) - 1)));
                next++;
            }
            long end = next < events.length ? (events[next] >> SET_BITS) - 1 : last;
            keep(members, IpAddress.v4((int) at), IpAddress.v4((int) end));
            at = end + 1;
        }
    }

    /** A place where a set begins, or before which it has ended. */
    private record Event(IpAddress at, int set) {}

    private void divideV6() {
        List<Event> events = new ArrayList<>();
        for (int index = 0; index < sets().size(); index++) {
            long[] bounds = sets().get(index).v6();
            for (int i = 0; i < bounds.length; i += 4) {
                events.add(new Event(new IpAddress(true, bounds[i], bounds[i + 1]), index));
                IpAddress last = new IpAddress(true, bounds[i + 2], bounds[i + 3]);
                if (!last.equals(lastV6())) {
                    events.add(new Event(behind(last), index));
                }
            }
        }
        events.sort(Comparator.comparing(Event::at));
        BitSet members = new BitSet();
        int next = 0;
        IpAddress at = new IpAddress(true, 0, 0);
        while (true) {
            while (next < events.size() && events.get(next).at().equals(at)) {
                members.flip(events.get(next).set());
                next++;
            }
            boolean more = next < events.size();
            BitSet family = (BitSet) members.clone();
            family.set(sets().size());
            keep(family, at, more ? before(events.get(next).at()) : lastV6());
            if (!more) {
                return;
            }
            at = events.get(next).at();
        }
    }

    private void keep(BitSet members, IpAddress from, IpAddress to) {
        int number = classOf(members);
        while (ranges.size() <= number) {
            ranges.add(new ArrayList<>());
        }
        if (ranges.get(number).size() < KEPT) {
            ranges.get(number).add(new AddressRange(from, to));
        }
    }

    private static IpAddress lastV6() {
        return new IpAddress(true, -1, -1);
    }

    /** The address behind one that is not the last of its family. */
    static IpAddress behind(IpAddress address) {
        long lower = address.lower() + 1;
        return new IpAddress(address.v6(), address.upper() + (lower == 0 ? 1 : 0), lower);
    }

    /** The address before one that is not the first of its family. */
    static IpAddress before(IpAddress address) {
        return new IpAddress(address.v6(), address.upper() - (address.lower() == 0 ? 1 : 0), address.lower() - 1);
    }

    /** Some of the ranges of a class, in order. */
    List<AddressRange> ranges(int number) {
        return ranges.get(number);
    }

    /** An address of a class: the first of the preferred ones that is in it, otherwise one that looks like a host's. */
    IpAddress value(int number, List<IpAddress> preferred) {
        Optional<IpAddress> liked = preferred.stream()
                .filter(address -> ranges.get(number).stream()
                        .anyMatch(range -> range.first().compareTo(address) <= 0
                                && range.last().compareTo(address) >= 0))
                .findFirst();
        if (liked.isPresent()) {
            return liked.get();
        }
        AddressRange range = ranges.get(number).getFirst();
        IpAddress second = new IpAddress(
                range.first().v6(), range.first().upper(), range.first().lower() + 1);
        return !range.first().equals(range.last()) && second.lower() != 0 ? second : range.first();
    }
}
