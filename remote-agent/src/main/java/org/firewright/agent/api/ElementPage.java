package org.firewright.agent.api;

import java.util.List;

/**
 * Some elements of a set, each in nft's notation. Asking for page after page costs the kernel one listing; asking for an
 * earlier one, or after half a minute, begins a new one.
 *
 * @param generation the ruleset's generation; pages of one generation belong together
 * @param from how many were passed over
 * @param elements one text for each, sorted within the page; the pages follow the kernel's order
 * @param perLine how many nft prints in a line
 * @param more whether there are more behind these
 */
public record ElementPage(long generation, long from, List<String> elements, int perLine, boolean more) {}
