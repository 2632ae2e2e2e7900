package org.firewright.agent.nftables;

import java.util.List;
import org.firewright.agent.nftables.model.Contents;

/**
 * All tables of a namespace at one moment, whoever made them.
 *
 * @param generation the ruleset's generation
 */
public record Snapshot(long generation, List<Contents> tables) {}
