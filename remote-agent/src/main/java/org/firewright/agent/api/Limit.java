package org.firewright.agent.api;

/**
 * A rate of packets or bytes, kept as a token bucket (limit of nftables).
 *
 * @param over whether what goes beyond the rate matches; otherwise what stays within it does
 * @param amount packets or bytes in so many seconds, 1 to 2^32 - 1
 * @param bytes whether bytes are counted; otherwise packets
 * @param seconds 1, 60, 3,600 or 86,400
 * @param burst how many packets or bytes beyond the rate may come at once, 1 to 2^32 - 1
 */
public record Limit(boolean over, long amount, boolean bytes, long seconds, long burst) {}
