package org.firewright.compile;

import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.expression.Field;
import org.firewright.expression.Header;

/** A number that packets may have. */
sealed interface Quantity {
    /** The highest value that it can have; the lowest is 0. */
    long max();

    /** As people write it. */
    String text();

    /** Every bit that one of its values can have. */
    default long bits() {
        return (Long.highestOneBit(max()) << 1) - 1;
    }

    /** A field. */
    record OfField(Field field) implements Quantity {
        @Override
        public long max() {
            return switch (field) {
                case TCP_SRCPORT, TCP_DSTPORT, UDP_SRCPORT, UDP_DSTPORT -> 0xffff;
                case IP_LEN -> 0xffff + 40; // the length of an IPv6 packet leaves out its header of 40 bytes
                case IP_DSCP -> 63;
                case IP_HDR_LEN -> 15;
                default -> 0xff;
            };
        }

        @Override
        public String text() {
            return field.text();
        }
    }

    /**
     * The number that a table has for one of the packet's addresses; a packet whose address has none lacks it.
     *
     * @param kind what the number is
     * @param table as a deployment names it
     */
    record OfTable(AddressTable.Kind kind, Condition.Direction direction, ListContent table, long max)
            implements Quantity {
        @Override
        public String text() {
            boolean source = direction == Condition.Direction.SOURCE;
            return switch (kind) {
                case COUNTRIES -> (source ? Field.IP_SRC_COUNTRY : Field.IP_DST_COUNTRY).text();
                case AS_NUMBERS -> (source ? Field.IP_SRC_ASNUM : Field.IP_DST_ASNUM).text();
            };
        }

        /** How a program calls the table. */
        Condition.InList lookup() {
            return new Condition.InList(direction, table.digest(), false);
        }
    }

    /** Some bits of a header, as {@link org.firewright.expression.Operand.BitSlice}. */
    record Slice(Header header, int start, int end) implements Quantity {
        @Override
        public long max() {
            return (1L << (end - start)) - 1;
        }

        @Override
        public String text() {
            return "bit_slice(" + header.text() + ", " + start + ", " + end + ")";
        }
    }
}
