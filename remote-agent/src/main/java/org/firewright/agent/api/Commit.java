package org.firewright.agent.api;

/**
 * A namespace that now enforces what was prepared.
 *
 * @param namespace its name
 * @param stamp what is in force
 * @param changed false where it was in force already, so that nothing was sent and no counter was reset
 * @param milliseconds how long the transaction took
 */
public record Commit(String namespace, Stamp stamp, boolean changed, double milliseconds) {}
