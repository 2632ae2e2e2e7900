/**
 * Reaching hosts: SSH with the user's own configuration, keys and known hosts, or a child process for this
 * computer. The agent is brought along, verified and started; what comes out is a session that speaks the wire
 * contract. Nothing of the host is changed here.
 */
package org.firewright.remote;
