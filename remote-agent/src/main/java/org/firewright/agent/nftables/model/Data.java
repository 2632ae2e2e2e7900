package org.firewright.agent.nftables.model;

import org.firewright.agent.netlink.Bytes;

/**
 * A value or a verdict (NFTA_DATA_*); one of the two is null.
 *
 * @param value as it stands in a register
 */
public record Data(@Wire(1) Bytes value, @Wire(2) Verdict verdict) {
    /**
     * What becomes of a packet (NFTA_VERDICT_*).
     *
     * @param code NF_* of linux/netfilter.h, or a negative NFT_*
     * @param chain where to go
     * @param chainId number of a chain of the same batch
     */
    public record Verdict(
            @Wire(1) Integer code,
            @Wire(2) String chain,
            @Wire(3) Integer chainId) {}

    /** A value. */
    public static Data of(Bytes value) {
        return new Data(value, null);
    }

    /** A verdict; the chain may be null. */
    public static Data of(int code, String chain) {
        return new Data(null, new Verdict(code, chain, null));
    }
}
