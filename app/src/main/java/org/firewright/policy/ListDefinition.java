package org.firewright.policy;

import java.nio.file.Path;

/**
 * A list that rules name as {@code $name}.
 *
 * @param name lower-case letters, digits, dots and underscores
 * @param source the file that holds its addresses, relative to the project's folder
 */
public record ListDefinition(String name, Path source) {}
