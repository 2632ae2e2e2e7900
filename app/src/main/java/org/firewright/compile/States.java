package org.firewright.compile;

import java.util.Locale;

/** States of connections, as bits of NF_CT_STATE_* in linux/netfilter/nf_conntrack_common.h. */
enum States {
    INVALID(1),
    ESTABLISHED(2),
    RELATED(4),
    NEW(8),
    UNTRACKED(64);

    /** Every state; a packet has exactly one. */
    static final int ALL = 1 | 2 | 4 | 8 | 64;

    private final int bit;

    States(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }

    /** As nft and the language write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
