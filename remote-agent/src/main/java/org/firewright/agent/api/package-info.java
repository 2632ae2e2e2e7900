/**
 * The wire contract between desktop and agent: plain records, and the two JSON-RPC interfaces that carry them. The
 * desktop sees nothing else of the agent. Bytes of packets are hexadecimal text in network order; times are
 * milliseconds since the epoch; sizes are bytes.
 */
package org.firewright.agent.api;
