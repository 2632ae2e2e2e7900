package org.firewright.ui.deploy;

import org.firewright.agent.api.Problem;

/**
 * How far the push to a target has come.
 *
 * @param phase waiting, on its way, or how it ended
 * @param step in a few words; at the end the result in a sentence
 * @param fraction done of the current step, -1 where not known
 * @param lists what happened to the lists, empty while not known
 * @param memory bytes that this push added on the host, -1 while not known
 * @param problem why it failed, null otherwise
 */
public record DeployState(Phase phase, String step, double fraction, String lists, long memory, Problem problem) {
    /** Nothing has been asked for. */
    public static final DeployState IDLE = new DeployState(Phase.IDLE, "", 0, "", -1, null);

    /** The part of a push that a target is in. */
    public enum Phase {
        IDLE,
        RUNNING,
        DONE,
        FAILED
    }

    DeployState at(String newStep, double newFraction) {
        return new DeployState(Phase.RUNNING, newStep, newFraction, lists, memory, null);
    }

    DeployState prepared(String newLists, long newMemory, String newStep) {
        return new DeployState(Phase.RUNNING, newStep, -1, newLists, newMemory, null);
    }

    DeployState done(String result) {
        return new DeployState(Phase.DONE, result, 1, lists, memory, null);
    }

    DeployState failed(Problem why) {
        return new DeployState(Phase.FAILED, why.text(), fraction < 0 ? 0 : fraction, lists, memory, why);
    }
}
