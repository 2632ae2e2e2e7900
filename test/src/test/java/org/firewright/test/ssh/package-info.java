/** Reaching hosts, against real OpenSSH: servers on loopback with keys, users and folders of their own. */
package org.firewright.test.ssh;
