package org.firewright.expression;

/**
 * Addresses from one to another of the same family, both included.
 *
 * @param first not behind the last
 * @param last the last
 */
public record AddressRange(IpAddress first, IpAddress last) {
    public AddressRange {
        if (first.v6() != last.v6() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first.text() + ".." + last.text() + " is not a range.");
        }
    }

    /** All addresses of a prefix. */
    public static AddressRange prefix(IpAddress network, int length) {
        return new AddressRange(network.network(length), network.last(length));
    }

    /** As it is written: an address, a prefix where it is one, else {@code first..last}. */
    public String text() {
        if (first.equals(last)) {
            return first.text();
        }
        for (int length = first.bits() - 1; length >= 0; length--) {
            if (first.network(length).equals(first) && first.last(length).equals(last)) {
                return first.text() + "/" + length;
            }
        }
        return first.text() + ".." + last.text();
    }
}
