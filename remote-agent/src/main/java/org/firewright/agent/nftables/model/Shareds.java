package org.firewright.agent.nftables.model;

import java.nio.ByteOrder;
import org.firewright.agent.netlink.Bytes;

/** What objects hold that are not steps too; the data of {@link Item.Shared}. Families are NFPROTO_*. */
public final class Shareds {
    private Shareds() {}

    /** A connection tracking helper (NFTA_CT_HELPER_*). */
    @KernelOrder({1, 3, 2})
    public record Helper(
            @Wire(1) String name,
            @Wire(value = 2, bytes = 2) Integer family,
            @Wire(value = 3, bytes = 1) Integer protocol) {}

    /**
     * How long connections are remembered (NFTA_CT_TIMEOUT_*).
     *
     * @param times seconds by state, attributes counted from 1
     */
    @KernelOrder({2, 1, 3})
    public record Timeout(
            @Wire(value = 1, bytes = 2) Integer family,
            @Wire(value = 2, bytes = 1) Integer protocol,
            @Wire(value = 3, nest = true) Bytes times) {}

    /** A connection that another one announces (NFTA_CT_EXPECT_*), with the time in the host's order. */
    public record Expectation(
            @Wire(value = 1, bytes = 2) Integer family,
            @Wire(value = 2, bytes = 1) Integer protocol,
            @Wire(value = 3, bytes = 2) Integer port,
            @Wire(4) Integer timeout,
            @Wire(value = 5, bytes = 1) Integer size) {
        /** The time; nf_tables keeps this one number in the host's order. */
        public long milliseconds() {
            int number = timeout == null ? 0 : timeout;
            boolean swapped = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
            return Integer.toUnsignedLong(swapped ? Integer.reverseBytes(number) : number);
        }
    }

    /** A security context (NFTA_SECMARK_*). */
    public record Secmark(@Wire(1) String context) {}
}
