package org.firewright.agent.iplist;

import java.io.IOException;
import org.firewright.agent.api.ListData;
import org.firewright.agent.api.ProblemException;

/** Where a list's content comes from; asked only when the kernel does not hold the list yet. */
@FunctionalInterface
public interface ListSource {
    /**
     * Reads it.
     *
     * @throws IOException when they cannot be read
     * @throws ProblemException when they can be read but must not be used
     */
    ListData read() throws IOException, ProblemException;
}
