package org.firewright.agent.nftables;

import org.firewright.agent.netlink.Bytes;

/**
 * A batch that the kernel has tried and found nothing against, without its stamp: the messages alone, which take a tenth of
 * the memory of what they were made from. What the kernel should have against them later can only be told by encoding anew.
 *
 * @param messages without the frame
 * @param count how many there are
 * @param generation of the ruleset that they change
 */
public record TriedBatch(Bytes messages, int count, long generation) {}
