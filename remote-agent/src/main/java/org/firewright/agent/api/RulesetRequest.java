package org.firewright.agent.api;

/**
 * Asks for everything that is in a namespace's nf_tables, whoever made it. The elements of named sets come page by page, see
 * {@link ElementRequest}.
 */
public record RulesetRequest(String namespace) {}
