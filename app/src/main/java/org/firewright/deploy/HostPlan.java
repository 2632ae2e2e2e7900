package org.firewright.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.ProjectProblem;
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

    /**
     * The plans for these targets, one for each host, in the order in which hosts are first named.
     *
     * @param compiled the project
     * @param targets where to push; naming one twice is naming it once
     * @param by who deploys, as {@link Deployment#by}
     * @throws ProblemException when there is no target, or a policy has errors: the first one, and how many there are
     */
    public static List<HostPlan> of(CompiledProject compiled, List<Target> targets, String by) throws ProblemException {
        if (targets.isEmpty()) {
            throw ProblemException.of(Problem.Kind.REQUEST, "There is no target to deploy to.", "Choose one.");
        }
        List<ProjectProblem> errors = compiled.errors(targets);
        if (!errors.isEmpty()) {
            String others = errors.size() == 1 ? "" : " (the first of " + errors.size() + " errors)";
            throw ProblemException.of(
                    Problem.Kind.REQUEST,
                    errors.getFirst().location().text() + ": "
                            + errors.getFirst().sentence() + others,
                    errors.getFirst().remedy());
        }
        Map<String, List<Target>> byHost = new LinkedHashMap<>();
        targets.stream()
                .distinct()
                .forEach(target -> byHost.computeIfAbsent(target.host(), key -> new ArrayList<>())
                        .add(target));
        List<HostPlan> plans = new ArrayList<>();
        byHost.forEach((host, ofHost) -> {
            Deployment deployment = compiled.deployment(by, ofHost);
            List<ListFile> files = deployment.lists().stream()
                    .map(list -> content(compiled, list))
                    .toList();
            plans.add(new HostPlan(host, ofHost, deployment, files));
        });
        return plans;
    }

    private static ListFile content(CompiledProject compiled, ListContent list) {
        return compiled.content(list.digest())
                .orElseThrow(() -> new IllegalStateException("The content of " + list.name() + " is missing."));
    }
}
