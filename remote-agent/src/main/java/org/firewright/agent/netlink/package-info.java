/**
 * Netlink: messages and attributes as bytes written and read safely, and sockets bound to a network namespace. Knows
 * nothing of what the messages mean. Message and attribute headers are in the host's byte order; what the attributes
 * hold is in the order that each method names.
 */
package org.firewright.agent.netlink;
