package org.firewright.cli;

import org.firewright.agent.api.Problem;

/** How a command ended, for scripts. */
final class ExitCode {
    /** Done, and all is well. */
    static final int OK = 0;
    /** It ran, and the answer is no: the project has errors, a target was not deployed, packets went astray. */
    static final int NO = 1;
    /** The command line itself makes no sense. */
    static final int USAGE = 2;
    /** Something that the command needs is not there: a file, a host, a privilege, a feature of the kernel. */
    static final int NOT_THERE = 3;
    /** Somebody else changed, or is changing, the same rules. */
    static final int CONFLICT = 4;
    /** A fault of Firewright's; the log has the details. */
    static final int FAULT = 70;

    private ExitCode() {}

    /** The code for work that a problem ended. */
    static int of(Problem.Kind kind) {
        return switch (kind) {
            case REQUEST, CONTENT, REFUSED -> NO;
            case PROTOCOL, MISSING_FEATURE, PERMISSION, NOT_FOUND, CONNECTION -> NOT_THERE;
            case CONFLICT -> CONFLICT;
            case INTERNAL -> FAULT;
        };
    }
}
