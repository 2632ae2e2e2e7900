package org.firewright.agent;

import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Turns whatever ended a request into the error that the desktop gets; stack traces stay in the log. */
final class Faults {
    private static final Logger LOG = Logger.getLogger(Faults.class.getName());

    private Faults() {}

    /** The error to answer with. */
    static ResponseError answer(Throwable fault) {
        return switch (fault) {
            case CompletionException wrapper when wrapper.getCause() != null -> answer(wrapper.getCause());
            case ResponseErrorException ready -> ready.getResponseError();
            case ProblemException told -> {
                LOG.log(Level.WARNING, told.problem().text());
                yield answer(told.problem());
            }
            case OutOfMemoryError full -> {
                LOG.log(Level.SEVERE, "out of memory", full);
                yield answer(new Problem(
                        Problem.Kind.INTERNAL,
                        Place.HOST,
                        "The agent has not enough memory for this request.",
                        "Deploy smaller lists or fewer rules at once."));
            }
            default -> {
                LOG.log(Level.SEVERE, "a request failed", fault);
                String why = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
                yield answer(new Problem(
                        Problem.Kind.INTERNAL,
                        Place.HOST,
                        "The agent failed: " + why + ".",
                        "The agent's log has the details."));
            }
        };
    }

    /** The problem as it travels. */
    static ResponseError answer(Problem problem) {
        return new ResponseError(Problem.ERROR_CODE, problem.text(), problem);
    }
}
