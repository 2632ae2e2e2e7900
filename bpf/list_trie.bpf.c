// SPDX-License-Identifier: GPL-2.0
/* A list as two longest-prefix-match tries, where list_table.bpf.c cannot be used. */
typedef unsigned char VALUE; /* means nothing: being there does */
#include "list_tries.h"

INLINE u32 in_v4(u32 address)
{
	return find_v4(address) != 0;
}

INLINE u32 in_v6(const struct v6_address *address)
{
	return find_v6(address) != 0;
}
