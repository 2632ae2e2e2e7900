package org.firewright.agent.api;

import java.util.List;

/**
 * What preparing came to. Only a preparation without problems can be committed.
 *
 * @param id names it in {@link CommitRequest}; lives as long as the agent's process
 * @param namespaces one for each ruleset, in the deployment's order
 * @param lists one for each list, in the deployment's order
 * @param problems everything that stands against committing
 */
public record Preparation(
        String id, List<PreparedNamespace> namespaces, List<PreparedList> lists, List<Problem> problems) {}
