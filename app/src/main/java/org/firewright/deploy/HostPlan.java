package org.firewright.deploy;

import java.util.List;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListFile;
import org.firewright.policy.Target;

/**
 * What one host is to enforce.
 *
 * @param host the host
 * @param targets those of this host, in the order in which they are committed; one for each ruleset
 * @param deployment what the agent gets
 * @param files the content of every list that the deployment names
 */
public record HostPlan(String host, List<Target> targets, Deployment deployment, List<ListFile> files) {
    public HostPlan {
        targets = List.copyOf(targets);
        files = List.copyOf(files);
    }
}
