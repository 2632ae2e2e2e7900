package org.firewright.agent.api;

import java.util.List;

/**
 * Asks which contents a host lacks.
 *
 * @param digests lower-case hexadecimal SHA-256 digests of list files ({@link ListFile})
 */
public record ContentRequest(List<String> digests) {}
