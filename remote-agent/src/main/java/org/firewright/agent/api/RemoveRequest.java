package org.firewright.agent.api;

import java.util.List;

/**
 * Asks for our table to be removed.
 *
 * @param namespaces where
 */
public record RemoveRequest(List<String> namespaces) {}
