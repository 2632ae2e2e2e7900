package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.firewright.agent.netlink.Bytes;

/** What can be done with terms. */
final class Terms {
    private Terms() {}

    /** Gives a term a type and an order; what stands in the register stays the same. */
    static Term typed(Term term, DataType type, Order order) {
        return switch (term) {
            case Term.Value value -> typed(value, type, order);
            case Term.Span(Term from, Term to) -> new Term.Span(typed(from, type, order), typed(to, type, order));
            case Term.Prefix(Term value, int length) -> new Term.Prefix(typed(value, type, order), length);
            case Term.Mapped(Term key, Term.InSet map, DataType ignored) -> new Term.Mapped(key, map, type);
            default -> term;
        };
    }

    static Term.Value typed(Term.Value value, DataType type, Order order) {
        boolean was = value.order() == Order.HOST && !value.type().isString();
        boolean is = order == Order.HOST && !type.isString();
        BigInteger number = was != is && value.bits() % 8 == 0 ? reversed(value) : value.number();
        return new Term.Value(number, value.bits(), type, order);
    }

    private static BigInteger reversed(Term.Value value) {
        byte[] bytes = bytes(value.number(), value.bits() / 8);
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swap = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swap;
        }
        return new BigInteger(1, bytes);
    }

    /** A number in network order in so many bytes, its upper part cut off where it does not fit. */
    static byte[] bytes(BigInteger number, int length) {
        byte[] all = number.toByteArray();
        byte[] bytes = new byte[length];
        int count = Math.min(all.length, length);
        System.arraycopy(all, all.length - count, bytes, length - count, count);
        return bytes;
    }

    /** The bytes as they stand in a register. */
    static byte[] register(Term.Value value) {
        int length = (value.bits() + 7) / 8;
        boolean host = value.order() == Order.HOST && !value.type().isString() && value.bits() % 8 == 0;
        return bytes(host ? reversed(value) : value.number(), length);
    }

    /** All ones. */
    static BigInteger ones(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    /** Whether a mask is of leading bits; length of those. */
    static boolean isPrefix(BigInteger mask, int bits) {
        int low = mask.getLowestSetBit();
        return low < 0 || mask.equals(ones(bits).shiftRight(low).shiftLeft(low));
    }

    /** Length of a mask of leading bits. */
    static int prefixLength(BigInteger mask) {
        return mask.bitCount();
    }

    /** A range as a prefix where it is one; otherwise the range. */
    static Term prefix(Term.Value from, Term.Value to) {
        BigInteger differ = from.number().xor(to.number());
        int free = differ.bitLength();
        boolean prefix = differ.equals(ones(free))
                && (from.number().signum() == 0 || from.number().getLowestSetBit() >= free)
                && free > 0;
        return prefix ? new Term.Prefix(from, from.bits() - free) : new Term.Span(from, to);
    }

    /** Values of several bits as single bits joined by or; others as they are. */
    static Term bits(Term.Value value) {
        if (!value.type().isFlags() || value.number().bitCount() < 2) {
            return value;
        }
        Term all = null;
        for (int i = 0; i < value.number().bitLength(); i++) {
            if (value.number().testBit(i)) {
                Term bit = value.with(BigInteger.ONE.shiftLeft(i));
                all = all == null ? bit : new Term.Binary(Term.Operation.OR, all, bit);
            }
        }
        return all;
    }

    /** A tree of or as a list; a single term as it is. */
    static Term alternatives(Term term) {
        List<Term> all = new ArrayList<>();
        collect(term, all);
        return all.size() == 1 ? term : new Term.Alternatives(List.copyOf(all));
    }

    private static void collect(Term term, List<Term> all) {
        if (term instanceof Term.Binary(Term.Operation operation, Term left, Term right)
                && operation == Term.Operation.OR) {
            collect(left, all);
            collect(right, all);
        } else {
            all.add(term);
        }
    }

    /** The fields of a concatenation of values, each padded to four bytes. */
    static List<Term.Value> split(Bytes bytes, List<SetDescription.Part> parts) {
        List<Term.Value> values = new ArrayList<>();
        int at = 0;
        for (SetDescription.Part part : parts) {
            int end = Math.min(at + part.bytes(), bytes.length());
            Term.Value raw = Term.Value.raw(bytes.slice(Math.min(at, end), end));
            values.add(typed(raw, part.type(), part.order()));
            at += (part.bytes() + 3) / 4 * 4;
        }
        return values;
    }

    static Term.Source number(int type, int modulus, int offset) {
        String text = "numgen " + (type == 0 ? "inc" : "random") + " mod " + Integer.toUnsignedString(modulus)
                + (offset == 0 ? "" : " offset " + Integer.toUnsignedString(offset));
        return new Term.Source(text, DataTypes.INTEGER, 32, Order.HOST);
    }

    /** NFTA_FIB_F_* and NFT_FIB_RESULT_*; null where unknown. */
    static Term.Source fib(int flags, int result) {
        StringJoiner key = new StringJoiner(" . ");
        String[] names = {"saddr", "daddr", "mark", "iif", "oif"};
        for (int i = 0; i < names.length; i++) {
            if ((flags & (1 << i)) != 0) {
                key.add(names[i]);
            }
        }
        boolean present = (flags & (1 << names.length)) != 0;
        DataType type = present ? DataTypes.BOOLEAN : null;
        return switch (result) {
            case 1 -> source(key + " oif", type, DataTypes.INTERFACE_INDEX, present ? 8 : 32);
            case 2 -> source(key + " oifname", type, DataTypes.INTERFACE_NAME, present ? 8 : 128);
            case 3 -> source(key + " type", type, DataTypes.FIB_ADDR_TYPE, 32);
            default -> null;
        };
    }

    private static Term.Source source(String text, DataType given, DataType usual, int bits) {
        return new Term.Source("fib " + text, given == null ? usual : given, bits, Order.HOST);
    }
}
