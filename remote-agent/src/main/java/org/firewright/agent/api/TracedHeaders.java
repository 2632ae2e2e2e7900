package org.firewright.agent.api;

/**
 * The first bytes of a packet as it came to a base chain.
 *
 * @param in the interface that it came by, empty where there is none
 * @param out the interface that it leaves by, empty where there is none yet
 * @param mark its mark, 0 where it has none
 * @param link the link layer's header as hexadecimal digits, empty where there is none
 * @param network the beginning of the network layer's header, at the most 40 bytes
 * @param transport the beginning of what follows, at the most 20 bytes; empty in fragments behind the first
 */
public record TracedHeaders(String in, String out, long mark, String link, String network, String transport) {}
