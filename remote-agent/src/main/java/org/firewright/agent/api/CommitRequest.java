package org.firewright.agent.api;

/**
 * Asks for one prepared namespace to be put in force.
 *
 * @param preparation {@link Preparation#id}
 * @param namespace one of its namespaces
 */
public record CommitRequest(String preparation, String namespace) {}
