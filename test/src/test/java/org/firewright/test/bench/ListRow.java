package org.firewright.test.bench;

/**
 * One case of the list benchmark, whose JSON has these names in lower case with underscores. What a case does not measure is null: nftables' sets cannot be
 * asked without a packet, and lookups and throughput do not depend on the number of namespaces.
 *
 * @param representation table, trie or nft-set
 * @param data random, ipsum or countries
 * @param family 4 or 6
 * @param entries how many ranges the list has
 * @param namespaces in how many a rule uses it
 * @param loadMs from ranges in memory to a list that is in force in all namespaces; the least of three times
 * @param updateMs from a list of which 1 % has changed to that list in force
 * @param memoryBytes growth of slab, vmalloc and per-CPU memory of the whole kernel
 * @param memlockBytes what the kernel charges for maps
 * @param coldNs one lookup, each of another address, processor caches filled with other things before
 * @param hotNs one lookup, each address many times before the next; the median of the addresses
 * @param baselineNs hot, a program that only reads the address
 * @param baselineColdNs cold, the same program
 * @param packetsPerS through a pair of virtual Ethernet devices, half of the packets listed and dropped by the rule
 * @param loadAverage of the machine over the last minute, when the case was measured: other work than the benchmark's
 *     one or two threads makes times longer
 * @param machine processor and how many of them
 * @param kernel its release
 * @param commit of the repository, with a plus sign where files were changed
 */
record ListRow(
        String representation,
        String data,
        int family,
        int entries,
        int namespaces,
        Double loadMs,
        Double updateMs,
        Long memoryBytes,
        Long memlockBytes,
        Double coldNs,
        Double hotNs,
        Double baselineNs,
        Double baselineColdNs,
        Long packetsPerS,
        double loadAverage,
        String machine,
        String kernel,
        String commit) {}
