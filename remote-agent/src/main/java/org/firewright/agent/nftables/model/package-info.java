/**
 * All of nf_tables as values, and the codec between those and netlink messages. Each record names the attributes of
 * linux/netfilter/nf_tables.h that its components travel in; a component that is null was not there. What is not
 * understood is kept as it came.
 */
package org.firewright.agent.nftables.model;
