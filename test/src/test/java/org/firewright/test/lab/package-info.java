/** The lab on a real kernel: comes up, is what it claims to be, counts exactly, and goes without a trace. */
package org.firewright.test.lab;
