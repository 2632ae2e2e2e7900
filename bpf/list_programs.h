/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What does a list say of a packet's address? The four matchers of a list for rules of nftables (xt_bpf): source or
 * destination, plain or inverted. A file that includes this one has said how an address is looked up: in_v4, in_v6.
 *
 * xt_bpf hands over the packet from its IP header on, at every hook. A result other than 0 is a match. Rules' own
 * programs call the plain ones as functions; of lists with a number for each address these give the number.
 */
#ifndef FIREWRIGHT_LIST_PROGRAMS_H
#define FIREWRIGHT_LIST_PROGRAMS_H

#include "kernel.h"

/* An IPv6 address as the packet has it. */
struct v6_address {
	u64 upper;
	u64 lower;
};

/* Whether an address, in network byte order, is in the list: its number, 1 where lists have none; 0 where it is not. */
INLINE u32 in_v4(u32 address);
INLINE u32 in_v6(const struct v6_address *address);

/* Offsets of addresses: RFC 791 section 3.1, RFC 8200 section 3. */
#define IPV4_SOURCE 12
#define IPV4_DESTINATION 16
#define IPV6_SOURCE 8
#define IPV6_DESTINATION 24

/* As above. 0 also where there is no address: neither IPv4 nor IPv6, or cut short. */
INLINE u32 listed(const struct __sk_buff *packet, u32 v4_offset, u32 v6_offset)
{
	u8 version;

	if (load_bytes(packet, 0, &version, sizeof(version)) < 0)
		return 0;
	if (version >> 4 == 4) {
		u32 address;

		return load_bytes(packet, v4_offset, &address, sizeof(address)) == 0 ? in_v4(address) : 0;
	}
	if (version >> 4 == 6) {
		struct v6_address address;

		return load_bytes(packet, v6_offset, &address, sizeof(address)) == 0 ? in_v6(&address) : 0;
	}
	return 0;
}

SEC("socket/src") u32 src(struct __sk_buff *packet)
{
	return listed(packet, IPV4_SOURCE, IPV6_SOURCE);
}

SEC("socket/dst") u32 dst(struct __sk_buff *packet)
{
	return listed(packet, IPV4_DESTINATION, IPV6_DESTINATION);
}

SEC("socket/notsrc") u32 notsrc(struct __sk_buff *packet)
{
	return !listed(packet, IPV4_SOURCE, IPV6_SOURCE);
}

SEC("socket/notdst") u32 notdst(struct __sk_buff *packet)
{
	return !listed(packet, IPV4_DESTINATION, IPV6_DESTINATION);
}

char license_text[] SEC("license") = "GPL";

#endif
