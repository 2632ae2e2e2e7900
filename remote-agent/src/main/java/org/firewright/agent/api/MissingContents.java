package org.firewright.agent.api;

import java.util.List;

/**
 * What has to be put into the content directory before a deployment that names it.
 *
 * @param digests those of the request that the host does not hold
 */
public record MissingContents(List<String> digests) {}
