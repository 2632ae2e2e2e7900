package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.util.List;
import org.firewright.agent.netlink.Bytes;

/** What stands left or right in a statement: where a value comes from, or a value. */
sealed interface Term {
    /** What it means. */
    DataType type();

    /** In which order it stands in a register; null where that is not known yet. */
    Order order();

    /** How many bits it takes, 0 where not known. */
    int bits();

    /**
     * A value.
     *
     * @param number its number; as long as the order is not known, as if it were the network's
     */
    record Value(BigInteger number, int bits, DataType type, Order order) implements Term {
        static Value raw(Bytes bytes) {
            return new Value(new BigInteger(1, bytes.toArray()), 8 * bytes.length(), DataTypes.INVALID_TYPE, null);
        }

        Value with(BigInteger other) {
            return new Value(other, bits, type, order);
        }

        /** The same number in another order. */
        Value in(Order other) {
            return new Value(number, bits, type, other);
        }

        boolean is(long other) {
            return number.equals(BigInteger.valueOf(other));
        }
    }

    /** A verdict as a value. */
    record Verdict(int code, String chain) implements Term {
        @Override
        public DataType type() {
            return DataTypes.VERDICT_TYPE;
        }

        @Override
        public Order order() {
            return null;
        }

        @Override
        public int bits() {
            return 0;
        }
    }

    /**
     * Bytes of the packet.
     *
     * @param base NFT_PAYLOAD_*_HEADER
     * @param offset in bits
     * @param header what they belong to, null where that has no name
     * @param field which they are, null where they have no name
     * @param key whether they tell what follows
     */
    record Packet(int base, int offset, int bits, Header header, Header.Field field, boolean key) implements Term {
        /** Bytes by their place; the first two numbers of a transport header are ports in every protocol. */
        static Packet raw(int base, int offset, int bits) {
            boolean port = base == Header.TRANSPORT && bits == 16 && (offset == 0 || offset == 16);
            return port
                    ? new Packet(base, offset, bits, Headers.TH, Headers.TH.field(1 + offset / 16), false)
                    : new Packet(base, offset, bits, null, null, false);
        }

        /** A field by its number. */
        static Packet of(Header header, int index) {
            Header.Field field = header.field(index);
            return new Packet(header.base(), field.offset(), field.bits(), header, field, header.key() == index);
        }

        boolean isKnown() {
            return field != null;
        }

        @Override
        public DataType type() {
            return field == null ? DataTypes.RAW : field.type();
        }

        @Override
        public Order order() {
            return Order.NETWORK;
        }
    }

    /** What the kernel knows of the packet: NFT_META_*. */
    record Meta(int key) implements Term {
        @Override
        public DataType type() {
            return Keys.meta(key).type();
        }

        @Override
        public Order order() {
            return Keys.meta(key).order();
        }

        @Override
        public int bits() {
            return Keys.meta(key).bits();
        }
    }

    /**
     * What the kernel knows of the connection: NFT_CT_*.
     *
     * @param direction IP_CT_DIR_*, -1 for none
     * @param type by the protocols that are known so far
     * @param family what the address is printed with, empty for none
     */
    record Connection(int key, int direction, DataType type, int bits, String family) implements Term {
        @Override
        public Order order() {
            return Keys.connection(key).order();
        }
    }

    /**
     * An option or extension header.
     *
     * @param operation NFT_EXTHDR_OP_*
     * @param offset in bits
     * @param present whether only its presence is asked for
     */
    record Extension(
            int operation, int kind, int offset, int bits, boolean present, Options.Option option, Header.Field field)
            implements Term {
        @Override
        public DataType type() {
            if (present) {
                return DataTypes.BOOLEAN;
            }
            if (field != null) {
                return field.type();
            }
            return operation == Options.TCP ? DataTypes.INTEGER : DataTypes.INVALID_TYPE;
        }

        @Override
        public Order order() {
            return Order.NETWORK;
        }
    }

    /** What stands in the packet that a tunnel carries. */
    record Carried(Tunnel tunnel, Term term) implements Term {
        @Override
        public DataType type() {
            return term.type();
        }

        @Override
        public Order order() {
            return term.order();
        }

        @Override
        public int bits() {
            return term.bits();
        }
    }

    /** Something that has a fixed text. */
    record Source(String text, DataType type, int bits, Order order) implements Term {}

    /** A hash of something. */
    record Hash(Term source, String rest) implements Term {
        @Override
        public DataType type() {
            return DataTypes.INTEGER;
        }

        @Override
        public Order order() {
            return Order.HOST;
        }

        @Override
        public int bits() {
            return 32;
        }
    }

    /** Two terms under an operation on bits. */
    record Binary(Operation operation, Term left, Term right) implements Term {
        @Override
        public DataType type() {
            return left.type();
        }

        @Override
        public Order order() {
            return left.order();
        }

        @Override
        public int bits() {
            return left.bits();
        }
    }

    /** A term turned into the other order. */
    record Swapped(Term term) implements Term {
        @Override
        public DataType type() {
            return term.type();
        }

        @Override
        public Order order() {
            return term.order() == null ? null : term.order().other();
        }

        @Override
        public int bits() {
            return term.bits();
        }
    }

    /** Several terms joined. */
    record Joined(List<Term> terms) implements Term {
        @Override
        public DataType type() {
            return DataTypes.INVALID_TYPE;
        }

        @Override
        public Order order() {
            return null;
        }

        @Override
        public int bits() {
            return terms.stream().mapToInt(term -> (term.bits() + 31) / 32 * 32).sum();
        }
    }

    /** Flags, any of them. */
    record Alternatives(List<Term> terms) implements Term {
        @Override
        public DataType type() {
            return terms.getFirst().type();
        }

        @Override
        public Order order() {
            return terms.getFirst().order();
        }

        @Override
        public int bits() {
            return terms.getFirst().bits();
        }
    }

    /** All from one value to another, both included. */
    record Span(Term from, Term to) implements Term {
        @Override
        public DataType type() {
            return from.type();
        }

        @Override
        public Order order() {
            return from.order();
        }

        @Override
        public int bits() {
            return from.bits();
        }
    }

    /** All values with the same first bits. */
    record Prefix(Term value, int length) implements Term {
        @Override
        public DataType type() {
            return value.type();
        }

        @Override
        public Order order() {
            return value.order();
        }

        @Override
        public int bits() {
            return value.bits();
        }
    }

    /**
     * A set.
     *
     * @param shift by how many bits the keys stand too far left, because a mask was left out
     * @param field bits of the keys without the mask, 0 for the set's own
     */
    record InSet(SetDescription set, int shift, int field) implements Term {
        @Override
        public DataType type() {
            return set.keyType();
        }

        @Override
        public Order order() {
            return null;
        }

        @Override
        public int bits() {
            return 0;
        }
    }

    /** What a map has for a key. */
    record Mapped(Term key, InSet map, DataType type) implements Term {
        @Override
        public Order order() {
            return Order.NETWORK;
        }

        @Override
        public int bits() {
            return map.set().dataBits();
        }
    }

    /** Every key that a set does not hold. */
    record Rest() implements Term {
        @Override
        public DataType type() {
            return DataTypes.INVALID_TYPE;
        }

        @Override
        public Order order() {
            return null;
        }

        @Override
        public int bits() {
            return 0;
        }
    }

    /** An operation on bits; those that bind tighter come first. */
    enum Operation {
        LEFT("<<", 1),
        RIGHT(">>", 1),
        AND("&", 2),
        XOR("^", 3),
        OR("|", 4);

        final String sign;
        final int strength;

        Operation(String sign, int strength) {
            this.sign = sign;
            this.strength = strength;
        }
    }
}
