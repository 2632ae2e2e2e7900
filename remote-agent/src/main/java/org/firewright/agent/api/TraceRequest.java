package org.firewright.agent.api;

/**
 * Asks for the way of packets that a rule has marked with {@code meta nftrace set 1}.
 *
 * @param namespace where; empty stops the flow
 */
public record TraceRequest(String namespace) {}
