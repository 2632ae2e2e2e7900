package org.firewright.agent.nftables;

import org.firewright.agent.api.Load;

/** What a value means, numbered as enum datatypes of nft's datatype.h: nft prints sets of ours by these numbers. */
enum DataType {
    NF_PROTO(2),
    INTEGER(4),
    IPV4_ADDR(7),
    IPV6_ADDR(8),
    INET_PROTO(12),
    INET_SERVICE(13),
    CT_STATE(26),
    IFNAME(41);

    /** TYPE_BITS of nft's datatype.h: bits that a field takes in a concatenation's number. */
    static final int BITS = 6;

    private final int number;

    DataType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    boolean isAddress() {
        return this == IPV4_ADDR || this == IPV6_ADDR;
    }

    /** What is loaded from there, INTEGER where it is nothing that has a name. */
    static DataType of(Load load) {
        return switch (load) {
            case Load.Meta(Load.Key key) ->
                switch (key) {
                    case NFPROTO -> NF_PROTO;
                    case L4PROTO -> INET_PROTO;
                    case IIFNAME, OIFNAME -> IFNAME;
                };
            case Load.ConnectionState ignored -> CT_STATE;
            case Load.Payload(Load.Base base, int offset, int length) ->
                switch (base) {
                    case LINK -> INTEGER;
                    case NETWORK -> network(offset, length);
                    case TRANSPORT -> length == 2 && (offset == 0 || offset == 2) ? INET_SERVICE : INTEGER;
                };
        };
    }

    /** Of IPv4 (RFC 791) the addresses are at 12 and 16 and the protocol at 9, of IPv6 (RFC 8200) at 8, 24 and 6. */
    private static DataType network(int offset, int length) {
        if (length == 4 && (offset == 12 || offset == 16)) {
            return IPV4_ADDR;
        }
        if (length == 16 && (offset == 8 || offset == 24)) {
            return IPV6_ADDR;
        }
        return length == 1 && (offset == 9 || offset == 6) ? INET_PROTO : INTEGER;
    }
}
