/**
 * Writing eBPF programs: an assembler with labels, and regular expressions as tables that a program walks byte by byte.
 * Nothing here knows rules or fields. Everything is a pure function from values to values.
 */
package org.firewright.compile.ebpf;
