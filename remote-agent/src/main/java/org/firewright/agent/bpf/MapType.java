package org.firewright.agent.bpf;

import java.util.List;

/** Kinds of maps: the numbers of enum bpf_map_type in linux/bpf.h. */
public final class MapType {
    public static final int ARRAY = 2;
    public static final int LPM_TRIE = 11;

    private static final List<String> NAMES = List.of(
            "unspec",
            "hash",
            "array",
            "prog_array",
            "perf_event_array",
            "percpu_hash",
            "percpu_array",
            "stack_trace",
            "cgroup_array",
            "lru_hash",
            "lru_percpu_hash",
            "lpm_trie",
            "array_of_maps",
            "hash_of_maps",
            "devmap",
            "sockmap",
            "cpumap",
            "xskmap",
            "sockhash",
            "cgroup_storage",
            "reuseport_sockarray",
            "percpu_cgroup_storage",
            "queue",
            "stack",
            "sk_storage",
            "devmap_hash",
            "struct_ops",
            "ringbuf",
            "inode_storage",
            "task_storage",
            "bloom_filter",
            "user_ringbuf",
            "cgrp_storage",
            "arena");

    private MapType() {}

    /** The kernel's name of a kind in lower case, such as lpm_trie; its number where it is newer than this table. */
    public static String name(int type) {
        return type >= 0 && type < NAMES.size() ? NAMES.get(type) : "type " + type;
    }
}
