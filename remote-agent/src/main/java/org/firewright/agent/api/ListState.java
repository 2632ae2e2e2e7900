package org.firewright.agent.api;

import java.util.List;

/**
 * A list that the kernel holds.
 *
 * @param digest the list's digest, cut to the 16 digits that its pins carry
 * @param maps its maps
 * @param namespaces those of the host whose rules use it
 */
public record ListState(String digest, List<MapState> maps, List<String> namespaces) {}
