package org.firewright.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A namespace of a host, and the policy that it shall enforce.
 *
 * @param host as one would say to ssh, or {@link #LOCAL}
 * @param namespace a named network namespace, or {@code root}
 * @param policy the name of a policy of the project
 * @param variables values of the policy's variables that are others here, by name without the at sign
 */
public record Target(String host, String namespace, String policy, Map<String, String> variables) {
    /** This computer, reached without SSH. */
    public static final String LOCAL = "local";

    public Target {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** A target whose policy's variables have the values that the policy gives them. */
    public Target(String host, String namespace, String policy) {
        this(host, namespace, policy, Map.of());
    }

    /** As people write it: {@code lab1/acme}. */
    public String text() {
        return host + "/" + namespace;
    }
}
