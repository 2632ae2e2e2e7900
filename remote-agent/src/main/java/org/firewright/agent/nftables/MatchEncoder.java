package org.firewright.agent.nftables;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.netlink.Bytes;

/** Turns one native condition into steps, and into an anonymous set where it has several values or loads. */
final class MatchEncoder {
    /** NFT_REG_SIZE times the four registers. */
    private static final int REGISTER_BYTES = 64;

    /** NFT_META_NFPROTO and NFT_META_L4PROTO. */
    private static final int META_NFPROTO = 15;

    private static final int META_L4PROTO = 16;

    /** NFT_META_IIFNAME and NFT_META_OIFNAME. */
    private static final int META_IIFNAME = 6;

    private static final int META_OIFNAME = 7;

    /** NFTA_CT_DREG, NFTA_CT_KEY and NFT_CT_STATE. */
    private static final int CT_REGISTER = 1;

    private static final int CT_KEY = 2;
    private static final int CT_STATE = 0;

    private final Condition.Match match;
    /** Which bits are compared; null for all. */
    private final Bytes mask;

    private final int setId;
    private final List<Range> ranges;

    private MatchEncoder(Condition.Match match, Bytes mask, int setId) {
        this.match = match;
        this.mask = mask;
        this.setId = setId;
        this.ranges = match.values().stream().map(this::range).toList();
    }

    /** The steps, the set that they look up (null where they need none) and its elements. */
    record Encoded(List<Expression> steps, NftSet set, List<NftElement> elements) {}

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
        return new MatchEncoder(match, null, setId).encode();
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
        return new MatchEncoder(match, mask, setId).encode();
    }

    private Encoded encode() {
        List<Expression> steps = new ArrayList<>();
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
            Bytes none = Bytes.of(new byte[bits.length()]);
            steps.add(new Expression.Bitwise(register(0), register(0), bits.length(), bits, none));
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

    private List<Expression> compare(Range range) {
        int register = register(0);
        Expression.Comparison equal = match.inverted() ? Expression.Comparison.NOT_EQUAL : Expression.Comparison.EQUAL;
        if (range.single()) {
            return List.of(new Expression.Compare(register, equal, inRegister(range.from())));
        }
        if (mask == null && isNothing(range.from()) && next(range.to()) == null && !match.inverted()) {
            return List.of(new Expression.Compare(register, Expression.Comparison.GREATER_OR_EQUAL, range.from()));
        }
        if (DataType.of(match.loads().getFirst()) == DataType.IFNAME) {
            int start = commonStart(range);
            if (start > 0) {
                return List.of(
                        new Expression.Compare(register, equal, range.from().slice(0, start)));
            }
        }
        Bytes mask = mask(range);
        if (DataType.of(match.loads().getFirst()).isAddress() && mask != null) {
            int length = mask.length();
            Bytes none = Bytes.of(new byte[length]);
            return List.of(
                    new Expression.Bitwise(register, register, length, mask, none),
                    new Expression.Compare(register, equal, range.from()));
        }
        return List.of(new Expression.Range(register, match.inverted(), range.from(), range.to()));
    }

    private Encoded plain(List<Expression> steps, List<Range> merged) {
        boolean intervals = !merged.stream().allMatch(Range::single);
        List<NftElement> elements = new ArrayList<>();
        for (Range range : merged) {
            elements.add(NftElement.of(range.from()));
            Bytes behind = next(range.to());
            if (intervals && behind != null) {
                elements.add(NftElement.end(behind));
            }
        }
        Load load = match.loads().getFirst();
        NftSet set = set(
                intervals ? NftSet.INTERVAL : 0,
                DataType.of(load).number(),
                load.length(),
                List.of(),
                intervals ? 0 : elements.size());
        steps.add(lookup(set));
        return new Encoded(steps, set, elements);
    }

    private Encoded concatenation(List<Expression> steps, int keyLength) {
        int keyType = 0;
        for (Load load : match.loads()) {
            keyType = keyType << DataType.BITS | DataType.of(load).number();
        }
        boolean intervals = !ranges.stream().allMatch(Range::single);
        TreeSet<Range> distinct =
                new TreeSet<>(Comparator.comparing(Range::from).thenComparing(Range::to));
        distinct.addAll(ranges);
        List<NftElement> elements = distinct.stream()
                .map(range -> new NftElement(pad(range.from()), intervals ? pad(range.to()) : Bytes.EMPTY, false))
                .toList();
        NftSet set = set(
                intervals ? NftSet.INTERVAL | NftSet.CONCATENATION : 0,
                keyType,
                keyLength,
                intervals ? match.loads().stream().map(Load::length).toList() : List.of(),
                elements.size());
        steps.add(lookup(set));
        return new Encoded(steps, set, elements);
    }

    private NftSet set(int flags, int keyType, int keyLength, List<Integer> fields, int size) {
        int all = NftSet.ANONYMOUS | NftSet.CONSTANT | flags;
        return new NftSet(NfTables.INET, Ruleset.TABLE, "__set" + setId, setId, all, keyType, keyLength, fields, size);
    }

    private Expression lookup(NftSet set) {
        return new Expression.Lookup(register(0), set.name(), set.id(), match.inverted());
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

    private static Expression load(Load load, int register) {
        return switch (load) {
            case Load.Payload(Load.Base base, int offset, int length) ->
                new Expression.Payload(register, number(base), offset, length);
            case Load.Meta(Load.Key key) ->
                new Expression.Meta(
                        switch (key) {
                            case NFPROTO -> META_NFPROTO;
                            case L4PROTO -> META_L4PROTO;
                            case IIFNAME -> META_IIFNAME;
                            case OIFNAME -> META_OIFNAME;
                        },
                        register);
            case Load.ConnectionState ignored ->
                ActionSteps.step("ct", out -> out.u32(CT_REGISTER, register).u32(CT_KEY, CT_STATE));
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
