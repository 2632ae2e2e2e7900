/** The agent as servers run it: its real jar as a process of its own, on scratch hosts of this kernel. */
package org.firewright.test.agent;
