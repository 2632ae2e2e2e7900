/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What our matchers need of the kernel's interface and no more. The system's headers are left out on purpose: the
 * objects must come out the same byte for byte whatever headers a machine has. Numbers are those of
 * include/uapi/linux/bpf.h and never change.
 */
#ifndef FIREWRIGHT_KERNEL_H
#define FIREWRIGHT_KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

_Static_assert(sizeof(u16) == 2 && sizeof(u32) == 4 && sizeof(u64) == 8, "widths of integers");

#define SEC(name) __attribute__((section(name), used))
#define INLINE static inline __attribute__((always_inline))

/* How a map is declared in BTF: numbers are the lengths of array types, types are pointed to. */
#define NUMBER(name, value) int(*name)[value]
#define TYPE(name, type) type *name

/*
 * A number that the loader fills in before the program is loaded: the verifier takes it as a constant. It needs no
 * declaration; the object's symbol of this name stays undefined.
 */
#define CONSTANT(name)                                                                                                 \
	({                                                                                                             \
		u64 constant;                                                                                          \
		__asm__ volatile("%0 = " #name " ll" : "=r"(constant));                                                \
		constant;                                                                                              \
	})

#define BPF_MAP_TYPE_ARRAY 2
#define BPF_MAP_TYPE_LPM_TRIE 11
#define BPF_F_NO_PREALLOC 1

/* A packet; only helpers look inside. */
struct __sk_buff;

/* bpf_map_lookup_elem: the value's address, or null. */
static void *(*const map_lookup)(const void *map, const void *key) = (void *)1;

/* bpf_skb_load_bytes: copies from the packet, fragments included; negative when the packet is shorter. */
static long (*const load_bytes)(const struct __sk_buff *packet, u32 offset, void *to, u32 length) = (void *)26;

#endif
