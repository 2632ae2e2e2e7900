package org.firewright.agent.api;

import java.util.List;

/**
 * What was removed.
 *
 * @param namespaces those that had our table
 * @param pins what was collected because nothing uses it any more, as paths
 */
public record Removal(List<String> namespaces, List<String> pins) {}
