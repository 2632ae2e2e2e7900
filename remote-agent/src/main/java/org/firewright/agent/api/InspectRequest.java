package org.firewright.agent.api;

import java.util.List;

/**
 * Asks for a picture of the host.
 *
 * @param namespaces which; empty means all
 * @param text whether each namespace's rules are wanted as text too
 */
public record InspectRequest(List<String> namespaces, boolean text) {}
