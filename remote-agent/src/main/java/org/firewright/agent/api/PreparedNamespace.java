package org.firewright.agent.api;

/**
 * A namespace whose batch the kernel has accepted in a dry run.
 *
 * @param namespace its name
 * @param generation the namespace's ruleset generation that the batch was tried against
 * @param before what is there now, null where our table is not
 * @param inStep whether exactly this ruleset is in force already
 */
public record PreparedNamespace(String namespace, long generation, Stamp before, boolean inStep) {}
