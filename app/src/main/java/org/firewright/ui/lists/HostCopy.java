package org.firewright.ui.lists;

import java.util.List;

/**
 * How a host stands to a list.
 *
 * @param host its name
 * @param standing how
 * @param memory bytes of the list's maps there, each counted once; 0 where it is not there
 * @param lowerBound whether the kernel's figure leaves something out
 * @param namespaces those whose rules share it
 */
public record HostCopy(String host, Standing standing, long memory, boolean lowerBound, List<String> namespaces) {
    public HostCopy {
        namespaces = List.copyOf(namespaces);
    }

    /** How a host stands to a list. */
    public enum Standing {
        /** It is not connected, so nobody knows. */
        UNKNOWN,
        /** It does not hold the list, or holds another version of it. */
        ABSENT,
        /** It holds the version that was there before the last change in this window. */
        BEHIND,
        /** It holds exactly what the project says. */
        IN_STEP
    }
}
