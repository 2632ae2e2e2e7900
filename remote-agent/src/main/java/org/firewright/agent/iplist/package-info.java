/**
 * Lists of addresses in the kernel: ranges become tables in maps that matchers of the bpf module look into, pinned
 * under the digest of what they hold. A list exists once a host, however many namespaces use it.
 */
package org.firewright.agent.iplist;
