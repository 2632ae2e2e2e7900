package org.firewright.agent.bpf;

/**
 * How to make a map.
 *
 * @param name as programs refer to it; the kernel keeps its first 15 bytes
 * @param type of enum bpf_map_type, see {@link MapType}
 * @param keySize bytes
 * @param valueSize bytes
 * @param maxEntries the most it can hold
 * @param flags BPF_F_* of linux/bpf.h
 */
public record MapSpec(String name, int type, int keySize, int valueSize, int maxEntries, int flags) {
    /** BPF_F_MMAPABLE: an array whose values a process may see as its own memory; since Linux 5.5. */
    public static final int MAPPABLE = 1 << 10;

    /** The same for so many entries, at least one: the kernel makes no empty maps. */
    public MapSpec sized(int entries) {
        return new MapSpec(name, type, keySize, valueSize, Math.max(1, entries), flags);
    }

    /** The same with values of so many bytes. */
    public MapSpec valued(int bytes) {
        return new MapSpec(name, type, keySize, bytes, maxEntries, flags);
    }

    /** The same with a flag more. */
    public MapSpec flagged(int flag) {
        return new MapSpec(name, type, keySize, valueSize, maxEntries, flags | flag);
    }

    /** The same under another name. */
    public MapSpec named(String other) {
        return new MapSpec(other, type, keySize, valueSize, maxEntries, flags);
    }
}
