package org.firewright.agent.api;

/**
 * A rule's counter.
 *
 * @param id {@link Rule#id}
 * @param packets packets that matched since the rule was put there
 * @param bytes their bytes
 */
public record RuleCounter(String id, long packets, long bytes) {}
