// SPDX-License-Identifier: GPL-2.0
/* A number for each prefix in two longest-prefix-match tries, where value_table.bpf.c cannot be used. */
typedef unsigned int VALUE;
#include "list_tries.h"

INLINE u32 in_v4(u32 address)
{
	const VALUE *value = find_v4(address);

	return value ? *value : 0;
}

INLINE u32 in_v6(const struct v6_address *address)
{
	const VALUE *value = find_v6(address);

	return value ? *value : 0;
}
