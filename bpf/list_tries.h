/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two longest-prefix-match tries, one a family; the loader sizes and fills them. Every kernel since 4.11 has them: they
 * stand in where packed tables cannot be used. A file that includes this one has said what VALUE is.
 */
#ifndef FIREWRIGHT_LIST_TRIES_H
#define FIREWRIGHT_LIST_TRIES_H

#include "list_programs.h"

/* struct bpf_lpm_trie_key: the prefix' length in host order, the address in network order. */
struct v4_key {
	u32 length;
	u32 address;
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
	TYPE(value, VALUE);
} v4 SEC(".maps");

struct {
	NUMBER(type, BPF_MAP_TYPE_LPM_TRIE);
	NUMBER(map_flags, BPF_F_NO_PREALLOC);
	NUMBER(max_entries, 1);
	TYPE(key, struct v6_key);
	TYPE(value, VALUE);
} v6 SEC(".maps");

INLINE const VALUE *find_v4(u32 address)
{
	struct v4_key key = {.length = 32, .address = address};

	return map_lookup(&v4, &key);
}

INLINE const VALUE *find_v6(const struct v6_address *address)
{
	struct v6_key key;

	key.length = 128;
	__builtin_memcpy(key.address, address, sizeof(key.address));
	return map_lookup(&v6, &key);
}

#endif
