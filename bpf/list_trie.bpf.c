// SPDX-License-Identifier: GPL-2.0
/*
 * Is a packet's address in a list? Four matchers for rules of nftables (xt_bpf): source or destination, plain or
 * inverted. The list is two longest-prefix-match tries, one a family; the loader sizes and fills them.
 *
 * xt_bpf hands over the packet from its IP header on, at every hook. A result other than 0 is a match.
 */
#include "kernel.h"

/* Offsets of addresses: RFC 791 section 3.1, RFC 8200 section 3. */
#define IPV4_SOURCE 12
#define IPV4_DESTINATION 16
#define IPV6_SOURCE 8
#define IPV6_DESTINATION 24

/* struct bpf_lpm_trie_key: the prefix' length in host order, the address in network order. */
struct v4_key {
	u32 length;
	u8 address[4];
};

struct v6_key {
	u32 length;
	u8 address[16];
};

struct {
	NUMBER(type, BPF_MAP_TYPE_LPM_TRIE);
	NUMBER(map_flags, BPF_F_NO_PREALLOC);
	NUMBER(max_entries, 1);
	TYPE(key, struct v4_key);
	TYPE(value, u8);
} v4 SEC(".maps");

struct {
	NUMBER(type, BPF_MAP_TYPE_LPM_TRIE);
	NUMBER(map_flags, BPF_F_NO_PREALLOC);
	NUMBER(max_entries, 1);
	TYPE(key, struct v6_key);
	TYPE(value, u8);
} v6 SEC(".maps");

/* 1: listed. 0: not listed, or there is no address: neither IPv4 nor IPv6, or cut short. */
INLINE int listed(const struct __sk_buff *packet, u32 v4_offset, u32 v6_offset)
{
	u8 version;

	if (load_bytes(packet, 0, &version, sizeof(version)) < 0)
		return 0;
	if (version >> 4 == 4) {
		struct v4_key key;

		key.length = 32;
		return load_bytes(packet, v4_offset, key.address, sizeof(key.address)) == 0 && map_lookup(&v4, &key);
	}
	if (version >> 4 == 6) {
		struct v6_key key;

		key.length = 128;
		return load_bytes(packet, v6_offset, key.address, sizeof(key.address)) == 0 && map_lookup(&v6, &key);
	}
	return 0;
}

SEC("socket/src") int src(struct __sk_buff *packet)
{
	return listed(packet, IPV4_SOURCE, IPV6_SOURCE);
}

SEC("socket/dst") int dst(struct __sk_buff *packet)
{
	return listed(packet, IPV4_DESTINATION, IPV6_DESTINATION);
}

SEC("socket/notsrc") int notsrc(struct __sk_buff *packet)
{
	return !listed(packet, IPV4_SOURCE, IPV6_SOURCE);
}

SEC("socket/notdst") int notdst(struct __sk_buff *packet)
{
	return !listed(packet, IPV4_DESTINATION, IPV6_DESTINATION);
}

char license_text[] SEC("license") = "GPL";
