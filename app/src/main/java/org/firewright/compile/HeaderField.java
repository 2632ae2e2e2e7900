package org.firewright.compile;

import java.util.Arrays;
import java.util.Optional;
import org.firewright.agent.api.Load;

/** Where fields lie in their headers, and what nft calls them. */
enum HeaderField {
    /** RFC 791, section 3.1. */
    IP_SADDR("ip saddr", Load.Base.NETWORK, 12, 4),
    IP_DADDR("ip daddr", Load.Base.NETWORK, 16, 4),
    /** RFC 8200, section 3. */
    IP6_SADDR("ip6 saddr", Load.Base.NETWORK, 8, 16),
    IP6_DADDR("ip6 daddr", Load.Base.NETWORK, 24, 16),
    IP6_NEXTHDR("ip6 nexthdr", Load.Base.NETWORK, 6, 1),
    /** RFC 9293, section 3.1. */
    TCP_FLAGS("tcp flags", Load.Base.TRANSPORT, 13, 1),
    /** RFC 9293, section 3.1 and RFC 768: ports stand at the same place in both. */
    SPORT("th sport", Load.Base.TRANSPORT, 0, 2),
    DPORT("th dport", Load.Base.TRANSPORT, 2, 2);

    private final String nft;
    private final Load.Base base;
    private final int offset;
    private final int length;

    HeaderField(String nft, Load.Base base, int offset, int length) {
        this.nft = nft;
        this.base = base;
        this.offset = offset;
        this.length = length;
    }

    /** As nft calls it. */
    String nft() {
        return nft;
    }

    /** How it is loaded. */
    Load.Payload load() {
        return new Load.Payload(base, offset, length);
    }

    /** The field that is loaded so. */
    static Optional<HeaderField> of(Load.Payload load) {
        return Arrays.stream(values())
                .filter(field -> field.load().equals(load))
                .findFirst();
    }
}
