package org.firewright.iplist;

import java.util.Optional;
import org.firewright.agent.api.AddressValues;
import org.firewright.expression.IpAddress;

/**
 * What is known of addresses beside the lists that they are in.
 *
 * @param countries numbers of {@link Countries}; empty where countries are not known
 * @param asNumbers numbers of autonomous systems; empty where these are not known
 */
public record AddressFacts(Optional<AddressValues> countries, Optional<AddressValues> asNumbers) {
    /** Nothing is known. */
    public static final AddressFacts NONE = new AddressFacts(Optional.empty(), Optional.empty());

    /** The code of the country that an address is in, empty where it is in none that is known. */
    public Optional<String> country(IpAddress address) {
        return countries
                .map(values -> of(values, address))
                .filter(number -> number != 0)
                .map(Countries::code);
    }

    /** The number of the autonomous system that an address is in, 0 where it is in none that is known. */
    public long asNumber(IpAddress address) {
        return asNumbers
                .map(values -> Integer.toUnsignedLong(of(values, address)))
                .orElse(0L);
    }

    private static int of(AddressValues values, IpAddress address) {
        return address.v6() ? values.of(address.upper(), address.lower()) : values.of((int) address.lower());
    }
}
