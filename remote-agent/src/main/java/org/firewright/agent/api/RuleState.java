package org.firewright.agent.api;

import java.util.List;

/**
 * A rule of ours in the kernel.
 *
 * @param id {@link Rule#id}, empty where somebody added the rule by hand
 * @param name {@link Rule#name}
 * @param chain the chain's name
 * @param handle the kernel's number for it
 * @param packets packets that matched since the rule was put there
 * @param bytes their bytes
 * @param pins paths of the programs that it calls
 */
public record RuleState(
        String id, String name, String chain, long handle, long packets, long bytes, List<String> pins) {}
