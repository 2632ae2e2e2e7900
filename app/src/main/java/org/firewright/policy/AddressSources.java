package org.firewright.policy;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a project knows from what its rules ask of addresses beside lists. Paths are relative to the project's folder.
 *
 * @param countries a folder with files of networks, each named by its country's code
 * @param asNumbers a file of networks with the number of their autonomous system
 */
public record AddressSources(Optional<Path> countries, Optional<Path> asNumbers) {
    /** Nothing is known. */
    public static final AddressSources NONE = new AddressSources(Optional.empty(), Optional.empty());
}
