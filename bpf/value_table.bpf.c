// SPDX-License-Identifier: GPL-2.0
/*
 * A number for each address, such as its country's, as two packed tables: a border is where the number changes, and
 * behind the borders stands for each of them the number from there on. 0 is none.
 */
#include "list_tables.h"

/* The number behind a border; "rank" counts the borders up to the address, and "count" counts all of them. */
INLINE u32 value_at(const u8 *values, u64 is_short, u64 rank, u64 count)
{
	u64 place = rank - 1;

	if (place >= count)
		return 0;
	return is_short ? ((const u16 *)values)[place] : ((const u32 *)values)[place];
}

INLINE u32 in_v4(u32 address)
{
	const u8 *table = v4_table();

	if (!table)
		return 0;
	return value_at(table + CONSTANT(v4_values_at), CONSTANT(v4_short), v4_rank(table, address), CONSTANT(v4_keys));
}

INLINE u32 in_v6(const struct v6_address *address)
{
	const u8 *table = v6_table(address);
	u64 count = CONSTANT(v6_deep) ? CONSTANT(v6_lowers) : CONSTANT(v6_keys);

	if (!table)
		return 0;
	return value_at(table + CONSTANT(v6_values_at), CONSTANT(v6_short), v6_rank(table, address), count);
}
