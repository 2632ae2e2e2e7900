/**
 * eBPF in two halves. Specs are values: what a compiled object holds, read without a kernel. Kernel objects are
 * handles: maps and programs that were made from specs or found under a pin in bpffs.
 */
package org.firewright.agent.bpf;
