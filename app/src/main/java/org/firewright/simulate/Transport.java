package org.firewright.simulate;

/**
 * What lies behind the IP header.
 *
 * @param protocol its number, -1 where the headers before it cannot be followed to it
 * @param offset bytes before it
 * @param later whether this is a fragment that does not begin with it
 * @param fragment whether this is a fragment, the first or a later one
 * @param hopOptions whether there is a hop-by-hop options header (IPv6)
 * @param routing whether there is a routing header (IPv6)
 * @param destinationOptions whether there is a destination options header (IPv6)
 */
record Transport(
        int protocol,
        int offset,
        boolean later,
        boolean fragment,
        boolean hopOptions,
        boolean routing,
        boolean destinationOptions) {
    static final Transport NONE = new Transport(-1, 0, false, false, false, false, false);
}
