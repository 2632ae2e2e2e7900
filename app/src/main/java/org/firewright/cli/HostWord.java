package org.firewright.cli;

import java.util.Optional;
import org.firewright.policy.Target;

/**
 * A word of the command line that means a host, or one of its namespaces.
 *
 * @param host as one would say to ssh, or local
 * @param namespace empty for all of the host's
 */
record HostWord(String host, Optional<String> namespace) {
    static HostWord of(String word) {
        int slash = word.indexOf('/');
        return slash < 0
                ? new HostWord(word, Optional.empty())
                : new HostWord(word.substring(0, slash), Optional.of(word.substring(slash + 1)));
    }

    /** Whether both names are some. */
    boolean complete() {
        return !host.isBlank() && !namespace.map(String::isBlank).orElse(false);
    }

    String text() {
        return namespace.map(name -> new Target(host, name, "").text()).orElse(host);
    }
}
