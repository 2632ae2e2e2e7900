package org.firewright.agent.api;

/** Ends a piece of work with a {@link Problem} that the person who asked for it must see. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    /** The problem of the whole host of this kind. */
    public static ProblemException of(Problem.Kind kind, String sentence, String remedy) {
        return new ProblemException(new Problem(kind, Place.HOST, sentence, remedy));
    }

    /** What to tell. */
    public Problem problem() {
        return problem;
    }
}
