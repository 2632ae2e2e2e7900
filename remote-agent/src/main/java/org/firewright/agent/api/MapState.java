package org.firewright.agent.api;

/**
 * An eBPF map of ours.
 *
 * @param id the kernel's number for it: the same number is the same map
 * @param pin its path in bpffs
 * @param type such as lpm_trie
 * @param entries the most it can hold; we size maps to their content
 * @param memory bytes as the kernel tells them
 * @param memoryIsLowerBound whether the kernel's figure leaves something out
 */
public record MapState(long id, String pin, String type, long entries, long memory, boolean memoryIsLowerBound) {}
