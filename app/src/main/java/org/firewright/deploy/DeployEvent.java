package org.firewright.deploy;

import java.util.List;
import org.firewright.agent.api.Commit;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.policy.Target;

/** What happens during a push, in order of time; each names what it is about. */
public sealed interface DeployEvent {
    /**
     * A step on a host has begun or moved on.
     *
     * @param host the host
     * @param step in a few words, such as "Loading list ipsum"
     * @param done units done
     * @param total units in all, 0 where not known
     */
    record Step(String host, String step, long done, long total) implements DeployEvent {}

    /** A host is ready to commit; these are its lists, and whether each was loaded or held already. */
    record Prepared(String host, List<PreparedList> lists) implements DeployEvent {}

    /** A target now enforces its policy. */
    record Committed(Target target, Commit commit) implements DeployEvent {}

    /** A target was left as it was, and why. */
    record Failed(Target target, Problem problem) implements DeployEvent {}
}
