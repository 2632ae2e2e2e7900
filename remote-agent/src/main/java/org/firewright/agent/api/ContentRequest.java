package org.firewright.agent.api;

import java.util.List;

/**
 * Asks which contents a host lacks.
 *
 * @param lists those that a deployment will name
 */
public record ContentRequest(List<ListContent> lists) {}
