/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two packed tables, one a family. A table is sorted borders: where in the order of addresses something changes. An index
 * over the address' leading bits tells which few borders to search. docs/list-engine.md has the layout.
 *
 * A table is one value of an array map, made to measure. The loader fills in where its parts are and how long they
 * are, so that the verifier knows every access to be inside, and drops the branches that a table does not need.
 *
 * Searches take the same path for every address: comparisons are turned into masks, for the processor has nothing to
 * guess then, and the verifier has one path to follow instead of one for each outcome.
 */
#ifndef FIREWRIGHT_LIST_TABLES_H
#define FIREWRIGHT_LIST_TABLES_H

#include "list_programs.h"

/* A slot has up to 2^16 IPv4 borders, up to 2^25 IPv6 ones: as many halvings leave one. */
#define V4_STEPS 16
#define V6_STEPS 25

struct {
	NUMBER(type, BPF_MAP_TYPE_ARRAY);
	NUMBER(max_entries, 1);
	TYPE(key, u32);
	TYPE(value, u64);
} v4 SEC(".maps");

struct {
	NUMBER(type, BPF_MAP_TYPE_ARRAY);
	NUMBER(max_entries, 1);
	TYPE(key, u32);
	TYPE(value, u64);
} v6 SEC(".maps");

/* All ones when a <= b, else 0; for numbers of less than 64 bits. */
#define UP_TO_SHORT(a, b) ((u64)((s64)((a) - (b)-1) >> 63))

/* The same for all numbers: b - a borrows when a > b. */
#define UP_TO(a, b) (~(u64)((s64)((~(b) & (a)) | (~((b) ^ (a)) & ((b) - (a)))) >> 63))

/*
 * Defines NAME(keys, from, to, limit, x): how many of the sorted keys are at most x, when those before "from" are and
 * those from "to" on are not. "limit" is the number of keys; it never comes into play but for the verifier.
 */
#define RANK(NAME, TYPE, STEPS, AT_MOST)                                                                               \
	INLINE u64 NAME(const TYPE *keys, u64 from, u64 to, u64 limit, u64 x)                                          \
	{                                                                                                              \
		u64 base = from;                                                                                       \
		u64 count = to - from;                                                                                 \
                                                                                                                       \
		_Pragma("unroll") for (int step = 0; step < STEPS; step++)                                             \
		{                                                                                                      \
			u64 half = count >> 1;                                                                         \
			u64 probe = base + half - 1;                                                                   \
                                                                                                                       \
			if (half == 0)                                                                                 \
				break;                                                                                 \
			if (probe >= limit)                                                                            \
				return 0;                                                                              \
			base += half & AT_MOST((u64)keys[probe], x);                                                   \
			count -= half;                                                                                 \
		}                                                                                                      \
		if (count == 0 || base >= limit)                                                                       \
			return base;                                                                                   \
		return base + (1 & AT_MOST((u64)keys[base], x));                                                       \
	}

RANK(rank16, u16, V4_STEPS, UP_TO_SHORT)
RANK(rank32, u32, V4_STEPS, UP_TO_SHORT)
RANK(rank64, u64, V6_STEPS, UP_TO)

/* Whether there is an IPv4 table; where it is. */
INLINE const u8 *v4_table(void)
{
	u32 zero = 0;

	return CONSTANT(v4_keys) ? map_lookup(&v4, &zero) : 0;
}

/* How many borders are at most the address. */
INLINE u64 v4_rank(const u8 *table, u32 network_order)
{
	u64 address = __builtin_bswap32(network_order);
	u64 limit = CONSTANT(v4_keys);
	u64 slot = address >> CONSTANT(v4_shift);
	const u32 *index = (const u32 *)(table + CONSTANT(v4_index_at));
	const void *keys = table + CONSTANT(v4_keys_at);

	if (slot >= CONSTANT(v4_slots))
		return 0;
	if (CONSTANT(v4_wide))
		return rank32(keys, index[slot], index[slot + 1], limit, address);
	return rank16(keys, index[slot], index[slot + 1], limit, address & 0xffff);
}

INLINE const u8 *v6_table(const struct v6_address *network_order)
{
	u32 zero = 0;

	if (CONSTANT(v6_keys) == 0 || __builtin_bswap64(network_order->upper) < CONSTANT(v6_base))
		return 0;
	return map_lookup(&v6, &zero);
}

INLINE u64 v6_rank(const u8 *table, const struct v6_address *network_order)
{
	u64 upper = __builtin_bswap64(network_order->upper);
	u64 lower = __builtin_bswap64(network_order->lower);
	u64 limit = CONSTANT(v6_keys);
	u64 slot = (upper - CONSTANT(v6_base)) >> CONSTANT(v6_shift);
	const u32 *index = (const u32 *)(table + CONSTANT(v6_index_at));
	const u64 *keys = (const u64 *)(table + CONSTANT(v6_keys_at));
	const u32 *starts;
	u64 rank;

	/* Behind the last key's slot there is one more, which is empty and begins at the end. */
	if (slot >= CONSTANT(v6_slots))
		slot = CONSTANT(v6_slots) - 1;
	rank = rank64(keys, index[slot], index[slot + 1], limit, upper);
	if (!CONSTANT(v6_deep))
		return rank;
	/* Keys are upper halves; each has the lower halves of its borders in a row of their own. */
	if (rank == 0 || rank > limit)
		return 0;
	starts = (const u32 *)(table + CONSTANT(v6_starts_at));
	if (keys[rank - 1] != upper)
		return starts[rank];
	return rank64((const u64 *)(table + CONSTANT(v6_lowers_at)), starts[rank - 1], starts[rank],
		      CONSTANT(v6_lowers), lower);
}

#endif
