/**
 * From a policy to what a host enforces: native nftables conditions where nftables can say it, eBPF matches where
 * not. Each rule comes with its nft text and an explanation. Pure functions from values to values.
 */
package org.firewright.compile;
