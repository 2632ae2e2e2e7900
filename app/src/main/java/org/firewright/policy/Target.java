package org.firewright.policy;

/**
 * A namespace of a host, and the policy that it shall enforce.
 *
 * @param host as one would say to ssh, or {@link #LOCAL}
 * @param namespace a named network namespace, or {@code root}
 * @param policy the name of a policy of the project
 */
public record Target(String host, String namespace, String policy) {
    /** This computer, reached without SSH. */
    public static final String LOCAL = "local";

    /** As people write it: {@code lab1/acme}. */
    public String text() {
        return host + "/" + namespace;
    }
}
