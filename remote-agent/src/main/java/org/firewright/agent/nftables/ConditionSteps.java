package org.firewright.agent.nftables;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Family;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/** Turns one native condition into steps, and into an anonymous set where it has several values or loads. */
final class ConditionSteps {
    /** NFT_REG_SIZE times the four registers. */
    private static final int REGISTER_BYTES = 64;

    /** NFT_META_NFPROTO and NFT_META_L4PROTO. */
    private static final int META_NFPROTO = 15;

    private static final int META_L4PROTO = 16;

    /** NFT_META_IIFNAME and NFT_META_OIFNAME. */
    private static final int META_IIFNAME = 6;

    private static final int META_OIFNAME = 7;

    /** NFT_CT_STATE. */
    private static final int CT_STATE = 0;

    /** NFT_CMP_EQ, NFT_CMP_NEQ and NFT_CMP_GTE; the first two are NFT_RANGE_EQ and NFT_RANGE_NEQ as well. */
    private static final int EQUAL = 0;

    private static final int NOT_EQUAL = 1;
    private static final int GREATER_OR_EQUAL = 5;

    /** NFT_BITWISE_BOOL. */
    private static final int BOOLEAN = 0;

    /** NFT_DYNSET_OP_UPDATE: an address that is there is kept for longer. */
    private static final int UPDATE = 1;

    /** NFT_LOOKUP_F_INV. */
    private static final int LOOKUP_INVERTED = 1;

    private final Condition.Match match;
    /** Which bits are compared; null for all. */
    private final Bytes mask;

    private final int setId;
    private final List<Range> ranges;

    private ConditionSteps(Condition.Match match, Bytes mask, int setId) {
        this.match = match;
        this.mask = mask;
        this.setId = setId;
        this.ranges = match.values().stream().map(this::range).toList();
    }

    /** The steps, the set that they look up (null where they need none) and its elements. */
    record Encoded(List<Step> steps, Item.Set set, List<Item.Element> elements) {}

    /** Two bounds, both included. */
    private record Range(Bytes from, Bytes to) {
        boolean single() {
            return from.equals(to);
        }
    }

    /**
     * Encodes a condition.
     *
     * @param setId the number that its set would get in the batch
     * @throws IllegalArgumentException when the condition makes no sense, with the reason in a sentence
     */
    static Encoded encode(Condition.Match match, int setId) {
        if (match.loads().isEmpty() || match.values().isEmpty()) {
            throw new IllegalArgumentException("There is nothing to compare.");
        }
        return new ConditionSteps(match, null, setId).encode();
    }

    /** As above, of some bits. */
    static Encoded encode(Condition.Masked masked, int setId) {
        if (masked.values().isEmpty()) {
            throw new IllegalArgumentException("There is nothing to compare.");
        }
        Bytes mask = hex(masked.mask());
        if (mask.length() != masked.load().length()) {
            throw new IllegalArgumentException("The mask is not as long as the value.");
        }
        Condition.Match match = new Condition.Match(List.of(masked.load()), masked.values(), masked.inverted());
        return new ConditionSteps(match, mask, setId).encode();
    }

    /**
     * Encodes a rate, of packets that are of the family.
     *
     * @param set where addresses are kept
     */
    static List<Step> encode(Condition.Rate rate, Family family, String set) {
        return List.of(
                load(family.load(rate.direction()), register(0)),
                new Step.SetUpdate(
                        register(0), null, UPDATE, null, set, null, ActionSteps.limit(rate.limit()), null, null));
    }

    /** The set in which a rate's addresses of one family are kept. */
    static Item.Set set(Condition.Rate rate, Family family, String name) {
        Load load = family.load(rate.direction());
        return Items.rates(name, DataType.of(load).number(), load.length(), rate.seconds());
    }

    private Encoded encode() {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        for (Load load : match.loads()) {
            int length = padded(load.length());
            if (load.length() < 1 || load.length() > 16 || at + length > REGISTER_BYTES) {
                throw new IllegalArgumentException("What is compared has more bytes than the registers, 64.");
            }
            steps.add(load(load, register(at)));
            at += length;
        }
        if (mask != null) {
            Bytes bits = inRegister(mask);
            steps.add(masked(register(0), bits));
        }
        if (match.loads().size() > 1) {
            return concatenation(steps, at);
        }
        List<Range> merged = merge(ranges);
        if (merged.size() == 1) {
            steps.addAll(compare(merged.getFirst()));
            return new Encoded(steps, null, List.of());
        }
        return plain(steps, merged);
    }

    private List<Step> compare(Range range) {
        int register = register(0);
        int equal = match.inverted() ? NOT_EQUAL : EQUAL;
        if (range.single()) {
            return List.of(new Step.Compare(register, equal, Data.of(inRegister(range.from()))));
        }
        if (mask == null && isNothing(range.from()) && next(range.to()) == null && !match.inverted()) {
            return List.of(new Step.Compare(register, GREATER_OR_EQUAL, Data.of(range.from())));
        }
        if (DataType.of(match.loads().getFirst()) == DataType.IFNAME) {
            int start = commonStart(range);
            if (start > 0) {
                return List.of(
                        new Step.Compare(register, equal, Data.of(range.from().slice(0, start))));
            }
        }
        Bytes mask = mask(range);
        if (DataType.of(match.loads().getFirst()).isAddress() && mask != null) {
            return List.of(masked(register, mask), new Step.Compare(register, equal, Data.of(range.from())));
        }
        return List.of(new Step.Range(register, equal, Data.of(range.from()), Data.of(range.to())));
    }

    private Encoded plain(List<Step> steps, List<Range> merged) {
        boolean intervals = !merged.stream().allMatch(Range::single);
        List<Item.Element> elements = new ArrayList<>();
        for (Range range : merged) {
            elements.add(Items.element(range.from()));
            Bytes behind = next(range.to());
            if (intervals && behind != null) {
                elements.add(Items.end(behind));
            }
        }
        Load load = match.loads().getFirst();
        Item.Set set = set(
                intervals ? Item.Set.INTERVAL : 0,
                DataType.of(load).number(),
                load.length(),
                List.of(),
                intervals ? 0 : elements.size());
        steps.add(lookup(set));
        return new Encoded(steps, set, elements);
    }

    private Encoded concatenation(List<Step> steps, int keyLength) {
        int keyType = 0;
        for (Load load : match.loads()) {
            keyType = keyType << DataType.BITS | DataType.of(load).number();
        }
        boolean intervals = !ranges.stream().allMatch(Range::single);
        TreeSet<Range> distinct =
                new TreeSet<>(Comparator.comparing(Range::from).thenComparing(Range::to));
        distinct.addAll(ranges);
        List<Item.Element> elements = distinct.stream()
                .map(range -> Items.element(pad(range.from()), intervals ? pad(range.to()) : null))
                .toList();
        Item.Set set = set(
                intervals ? Item.Set.INTERVAL | Item.Set.CONCATENATION : 0,
                keyType,
                keyLength,
                intervals ? match.loads().stream().map(Load::length).toList() : List.of(),
                elements.size());
        steps.add(lookup(set));
        return new Encoded(steps, set, elements);
    }

    private Item.Set set(int flags, int keyType, int keyLength, List<Integer> fields, int size) {
        return Items.set(setId, flags, keyType, keyLength, fields, size);
    }

    private Step lookup(Item.Set set) {
        return new Step.Lookup(register(0), null, set.name(), set.id(), match.inverted() ? LOOKUP_INVERTED : null);
    }

    private static Step masked(int register, Bytes mask) {
        Bytes none = Bytes.of(new byte[mask.length()]);
        return new Step.Bitwise(register, null, register, BOOLEAN, mask.length(), Data.of(mask), Data.of(none), null);
    }

    /** A value as it stands in the register: what the kernel knows beside the packet is in the order of the host. */
    private Bytes inRegister(Bytes value) {
        boolean turn = match.loads().getFirst() instanceof Load.ConnectionState
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        if (!turn) {
            return value;
        }
        byte[] bytes = new byte[value.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value.at(bytes.length - 1 - i);
        }
        return Bytes.of(bytes);
    }

    private static boolean isNothing(Bytes value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.at(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes all values of a range begin with, when anything may follow; 0 where the range is no such one. */
    private static int commonStart(Range range) {
        int start = 0;
        while (start < range.from().length()
                && range.from().at(start) == range.to().at(start)) {
            start++;
        }
        for (int i = start; i < range.from().length(); i++) {
            if (range.from().at(i) != 0 || range.to().at(i) != 0xff) {
                return 0;
            }
        }
        return start;
    }

    private static Step load(Load load, int register) {
        return switch (load) {
            case Load.Payload(Load.Base base, int offset, int length) ->
                new Step.Payload(register, null, number(base), offset, length, null, null, null);
            case Load.Meta(Load.Key key) ->
                new Step.Meta(
                        switch (key) {
                            case NFPROTO -> META_NFPROTO;
                            case L4PROTO -> META_L4PROTO;
                            case IIFNAME -> META_IIFNAME;
                            case OIFNAME -> META_OIFNAME;
                        },
                        register,
                        null);
            case Load.ConnectionState ignored -> new Step.Connection(CT_STATE, register, null, null);
        };
    }

    private static int number(Load.Base base) {
        return switch (base) {
            case LINK -> 0;
            case NETWORK -> 1;
            case TRANSPORT -> 2;
        };
    }

    /** The register at so many bytes: one of the four big ones where it starts there, as nft does it. */
    private static int register(int at) {
        return at % 16 == 0 ? 1 + at / 16 : 8 + at / 4;
    }

    private Range range(Interval interval) {
        int length = match.loads().stream().mapToInt(Load::length).sum();
        Bytes from = hex(interval.from());
        Bytes to = hex(interval.to());
        if (from.length() != length || to.length() != length) {
            throw new IllegalArgumentException(
                    "A value has " + from.length() + " bytes where " + length + " are read.");
        }
        int at = 0;
        for (Load load : match.loads()) {
            int end = at + load.length();
            if (from.slice(at, end).compareTo(to.slice(at, end)) > 0) {
                throw new IllegalArgumentException("An interval ends at " + to + ", before its start " + from + ".");
            }
            at = end;
        }
        return new Range(from, to);
    }

    private static Bytes hex(String digits) {
        try {
            return Bytes.hex(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The value \"" + digits + "\" is not hexadecimal.", e);
        }
    }

    /** Sorts, and joins intervals that overlap or touch; single values that only touch stay as they are. */
    private static List<Range> merge(List<Range> ranges) {
        List<Range> sorted = ranges.stream()
                .sorted(Comparator.comparing(Range::from).thenComparing(Range::to))
                .toList();
        boolean singles = sorted.stream().allMatch(Range::single);
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range last = merged.isEmpty() ? null : merged.getLast();
            Bytes behind = last == null || singles ? null : next(last.to());
            if (last != null
                    && (range.from().compareTo(last.to()) <= 0 || range.from().equals(behind))) {
                Bytes to = range.to().compareTo(last.to()) > 0 ? range.to() : last.to();
                merged.set(merged.size() - 1, new Range(last.from(), to));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** One more, or null behind the highest value. */
    private static Bytes next(Bytes value) {
        byte[] bytes = value.toArray();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (++bytes[i] != 0) {
                return Bytes.of(bytes);
            }
        }
        return null;
    }

    /** The mask of the prefix that is this range, or null where it is none. */
    private static Bytes mask(Range range) {
        byte[] mask = new byte[range.from().length()];
        boolean within = true;
        for (int bit = 0; bit < 8 * mask.length; bit++) {
            int select = 0x80 >>> bit % 8;
            int from = range.from().at(bit / 8) & select;
            int to = range.to().at(bit / 8) & select;
            within &= from == to;
            if (within) {
                mask[bit / 8] |= (byte) select;
            } else if (from != 0 || to == 0) {
                return null;
            }
        }
        return Bytes.of(mask);
    }

    private Bytes pad(Bytes value) {
        byte[] padded = new byte
                [match.loads().stream().mapToInt(load -> padded(load.length())).sum()];
        byte[] bytes = value.toArray();
        int from = 0;
        int to = 0;
        for (Load load : match.loads()) {
            System.arraycopy(bytes, from, padded, to, load.length());
            from += load.length();
            to += padded(load.length());
        }
        return Bytes.of(Arrays.copyOf(padded, to));
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
