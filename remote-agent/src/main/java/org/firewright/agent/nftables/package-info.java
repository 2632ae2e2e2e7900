/**
 * nf_tables as values, a codec between those and netlink messages that is pure, and the rules of one network namespace
 * in the kernel. Names and numbers are those of linux/netfilter/nf_tables.h. Only the table
 * {@code inet firewright} is ever changed.
 */
package org.firewright.agent.nftables;
