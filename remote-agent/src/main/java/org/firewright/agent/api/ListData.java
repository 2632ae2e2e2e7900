package org.firewright.agent.api;

/** What a list says of addresses: which ones are in it, or a number for each. */
public sealed interface ListData permits AddressRanges, AddressValues {
    /** How many ranges, IPv4 and IPv6 together. */
    long count();
}
