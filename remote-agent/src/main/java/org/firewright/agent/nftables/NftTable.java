package org.firewright.agent.nftables;

import org.firewright.agent.netlink.Bytes;

/**
 * A table.
 *
 * @param family NFPROTO_* of linux/netfilter.h
 * @param name unique in its family
 * @param flags NFT_TABLE_F_*
 * @param userData what the table's maker left there, up to 256 bytes
 */
public record NftTable(int family, String name, int flags, Bytes userData) {}
