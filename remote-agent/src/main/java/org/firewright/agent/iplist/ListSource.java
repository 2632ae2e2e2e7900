package org.firewright.agent.iplist;

import java.io.IOException;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;

/** Where a list's ranges come from; asked only when the kernel does not hold the list yet. */
@FunctionalInterface
public interface ListSource {
    /**
     * Reads the ranges.
     *
     * @throws IOException when they cannot be read
     * @throws ProblemException when they can be read but must not be used
     */
    AddressRanges read() throws IOException, ProblemException;
}
