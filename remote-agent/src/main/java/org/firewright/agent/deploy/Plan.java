package org.firewright.agent.deploy;

import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.nftables.TriedBatch;

/**
 * A deployment that the kernel has accepted in a dry run, and waits to be committed namespace by namespace.
 *
 * @param id names it
 * @param deployment what was asked for
 * @param before what each namespace had, by its name; no entry where it had nothing of ours
 * @param tried what the kernel has accepted, by namespace
 */
record Plan(String id, Deployment deployment, Map<String, Stamp> before, Map<String, TriedBatch> tried) {
    /** The ruleset for a namespace. */
    Optional<Ruleset> ruleset(String namespace) {
        return deployment.rulesets().stream()
                .filter(ruleset -> ruleset.namespace().equals(namespace))
                .findFirst();
    }
}
