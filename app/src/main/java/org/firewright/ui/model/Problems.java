package org.firewright.ui.model;

import java.util.concurrent.CompletionException;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ended a piece of work into something a person can read. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** The problem that a failure carries; a fault of ours is logged with its trace and told in a sentence. */
    public static Problem of(Throwable failure) {
        return switch (failure) {
            case ProblemException told -> told.problem();
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            default -> {
                LOG.error("A fault of ours", failure);
                yield new Problem(
                        Problem.Kind.INTERNAL,
                        Place.HOST,
                        "Firewright met a fault of its own: " + failure + ".",
                        "The log has the details; nothing else was changed.");
            }
        };
    }
}
