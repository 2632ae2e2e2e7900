package org.firewright.agent.api;

import java.util.List;

/**
 * Asks for counters again and again.
 *
 * @param namespaces which; empty stops the flow
 * @param intervalMillis how often, 100 to 60,000
 */
public record WatchRequest(List<String> namespaces, int intervalMillis) {}
