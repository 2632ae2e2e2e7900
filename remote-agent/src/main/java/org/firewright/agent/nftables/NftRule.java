package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.netlink.Bytes;

/**
 * A rule.
 *
 * @param family its table's
 * @param table its table's name
 * @param chain its chain's name
 * @param handle the kernel's number for it, 0 before it has one
 * @param expressions its steps
 * @param userData what the rule's maker left there, up to 256 bytes
 */
public record NftRule(
        int family, String table, String chain, long handle, List<Expression> expressions, Bytes userData) {}
