package org.firewright.agent.api;

/**
 * Asks for everything that is in a namespace's nf_tables, whoever made it.
 *
 * @param namespace which
 * @param elements whether the elements of named sets are wanted too; a set of a million comes as a million texts, so
 *     {@link ElementRequest} is the way to look into one
 */
public record RulesetRequest(String namespace, boolean elements) {}
