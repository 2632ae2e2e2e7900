package org.firewright.cli;

import java.util.concurrent.Callable;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all verbs have in common: --help, --json, and that a problem ends them with a sentence and its exit code. */
abstract class Verb implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Verb.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints the result as one JSON value.")
    private boolean json;

    private final Surroundings surroundings;

    Verb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What came of a verb that a problem ended, as JSON. */
    private record Ended(Problem problem) {}

    /** Does it; prints exactly one value or lines of text. Returns the exit code. */
    abstract int run(Output output) throws ProblemException;

    /** Whether JSON is wanted although --json is not there. */
    boolean jsonAnyway() {
        return false;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public final Integer call() {
        Output output = new Output(json || jsonAnyway(), surroundings);
        try {
            return run(output);
        } catch (ProblemException e) {
            LOG.info("Ended by a problem", e);
            return ended(output, e.problem());
        } catch (ParameterException e) {
            throw e; // the command line's own sentence
        } catch (RuntimeException e) {
            LOG.error("A fault of Firewright's", e);
            String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return ended(
                    output,
                    new Problem(
                            Problem.Kind.INTERNAL,
                            Place.HOST,
                            "A fault of Firewright's: " + what + ".",
                            "Please report it with the log, ~/.local/state/firewright/firewright.log."));
        }
    }

    private static int ended(Output output, Problem problem) {
        output.problem(problem);
        output.value(new Ended(problem));
        return ExitCode.of(problem.kind());
    }

    /** That the command line makes no sense. */
    ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
