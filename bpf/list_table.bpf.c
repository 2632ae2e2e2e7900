// SPDX-License-Identifier: GPL-2.0
/*
 * A list as two packed tables: borders are where a range begins, and where what is behind it begins. An address is
 * listed when the number of borders up to it is odd.
 */
#include "list_tables.h"

INLINE u32 in_v4(u32 address)
{
	const u8 *table = v4_table();

	return table ? v4_rank(table, address) & 1 : 0;
}

INLINE u32 in_v6(const struct v6_address *address)
{
	const u8 *table = v6_table(address);

	return table ? v6_rank(table, address) & 1 : 0;
}
