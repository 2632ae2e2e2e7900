package org.firewright.agent.api;

/**
 * Something a host may or may not be able to do.
 *
 * @param name one of the constants here
 * @param available whether the host can do it
 * @param reason where it cannot: what is missing and what to do about it, in a sentence; otherwise empty
 */
public record Feature(String name, boolean available, String reason) {
    /** The kernel has nf_tables and lets us use it. */
    public static final String NF_TABLES = "nf_tables";
    /** nftables rules may use pinned eBPF programs (xt_bpf through nft_compat). */
    public static final String XT_BPF = "xt_bpf";
    /** A bpf file system is mounted at /sys/fs/bpf, or can be. */
    public static final String BPFFS = "bpffs";
    /** LPM tries and socket filter programs can be loaded. */
    public static final String BPF = "bpf";
}
