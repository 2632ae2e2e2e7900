package org.firewright.agent.api;

/**
 * A step of a preparation.
 *
 * @param step what is being done, in a few words, such as "Loading list ipsum"
 * @param done units done
 * @param total units in all, 0 where not known
 */
public record Progress(String step, long done, long total) {}
