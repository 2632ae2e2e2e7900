/** Maps, programs and lists in a real kernel. */
package org.firewright.test.bpf;
