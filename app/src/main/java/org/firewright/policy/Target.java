package org.firewright.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A namespace of a host, and the policies that it shall enforce.
 *
 * @param host as one would say to ssh, or {@link #LOCAL}
 * @param namespace a named network namespace, or {@code root}
 * @param policies names of policies of the project, each once and at least one, in the order that people gave them
 * @param variables values of the policies' variables that are others here, by name without the at sign; each holds in
 *     all of the policies that know it
 */
public record Target(String host, String namespace, List<String> policies, Map<String, String> variables) {
    /** This computer, reached without SSH. */
    public static final String LOCAL = "local";

    public Target {
        policies = List.copyOf(policies);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** A target with one policy, whose variables have the values that the policy gives them. */
    public Target(String host, String namespace, String policy) {
        this(host, namespace, List.of(policy), Map.of());
    }

    /** Whether both enforce the same policies, in whatever order they are named. */
    public boolean enforcesAs(Target other) {
        return Set.copyOf(policies).equals(Set.copyOf(other.policies));
    }

    /** The same target with other policies. */
    public Target withPolicies(List<String> others) {
        return new Target(host, namespace, others, variables);
    }

    /** The same target with other values of variables. */
    public Target withVariables(Map<String, String> values) {
        return new Target(host, namespace, policies, values);
    }

    /** The policies' names as people write them: {@code edge, egress}. */
    public String policyNames() {
        return String.join(", ", policies);
    }

    /** As people write it: {@code lab1/acme}. */
    public String text() {
        return host + "/" + namespace;
    }
}
