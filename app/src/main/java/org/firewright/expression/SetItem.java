package org.firewright.expression;

/** What stands in braces, of one type within a set. */
public sealed interface SetItem {
    /** An address, a prefix, or a range of addresses. */
    record Addresses(AddressRange range) implements SetItem {}

    /** A number, where both are equal, or a range; both ends belong to it. */
    record Numbers(long from, long to) implements SetItem {}

    /** Text or bytes. */
    record Text(Value.Text text) implements SetItem {}

    /**
     * As many items as its value has, which is known only where the rule goes.
     *
     * @param name without the at sign
     */
    record Variable(String name) implements SetItem {}
}
