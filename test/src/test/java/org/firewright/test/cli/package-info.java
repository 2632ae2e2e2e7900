/**
 * The command line as a program: real processes, the lab's real hosts, real packets. What a verb prints is held against
 * what the lab's traffic generator and the kernel say.
 */
package org.firewright.test.cli;
