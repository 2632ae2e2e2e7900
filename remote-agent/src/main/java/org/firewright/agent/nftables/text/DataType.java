package org.firewright.agent.nftables.text;

import java.util.Map;

/**
 * What a value means and how it is printed.
 *
 * @param number as in enum datatypes of nft's datatype.h, which nft stores with sets
 * @param name as in the declaration of a set
 * @param bits 0 where they differ from value to value
 * @param order in which its bytes stand in a register, null where whoever uses it tells
 * @param print how a value is printed that has no symbol
 * @param symbols names of values
 * @param prefix whether a mask of leading bits is printed as a prefix
 */
record DataType(
        int number, String name, int bits, Order order, Print print, Map<Long, String> symbols, boolean prefix) {
    /** How a value is printed. */
    enum Print {
        INVALID,
        DECIMAL,
        HEXADECIMAL,
        HEXADECIMAL2,
        HEXADECIMAL4,
        FLAGS,
        MARK,
        STRING,
        LINK_ADDRESS,
        IPV4,
        IPV6,
        PROTOCOL,
        INTERFACE,
        CLASS,
        TIME,
        DATE,
        HOUR,
        DAY,
        LABEL,
        CGROUP,
        VERDICT,
        QUOTED
    }

    boolean isString() {
        return print == Print.STRING;
    }

    /** Whether values are sets of bits. */
    boolean isFlags() {
        return (print == Print.FLAGS && number != DataTypes.BITMASK_NUMBER) || print == Print.LABEL;
    }

    boolean isInteger() {
        return number == DataTypes.INTEGER_NUMBER;
    }
}
