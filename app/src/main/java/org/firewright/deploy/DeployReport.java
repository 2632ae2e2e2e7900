package org.firewright.deploy;

import java.util.List;

/**
 * How a push ended.
 *
 * @param committed targets that enforce their policy now
 * @param failed targets that were left as they were, with the reason
 * @param prepared per host, its lists
 */
public record DeployReport(
        List<DeployEvent.Committed> committed, List<DeployEvent.Failed> failed, List<DeployEvent.Prepared> prepared) {
    /** Whether every target was committed. */
    public boolean complete() {
        return failed.isEmpty();
    }
}
