package org.firewright.policy;

import java.util.Collection;

/**
 * Something wrong with a project, told so that a person can mend it.
 *
 * @param severity whether it stands against deploying
 * @param location where
 * @param sentence what is wrong
 * @param remedy what to do about it, a sentence; may be empty
 */
public record ProjectProblem(Severity severity, Location location, String sentence, String remedy) {
    /** How bad a problem is. */
    public enum Severity {
        /** What it is about is not deployed before it is mended. */
        ERROR,
        /** Perhaps not what was meant; deployed all the same. */
        WARNING
    }

    /** An error. */
    public static ProjectProblem error(Location location, String sentence, String remedy) {
        return new ProjectProblem(Severity.ERROR, location, sentence, remedy);
    }

    /** A warning. */
    public static ProjectProblem warning(Location location, String sentence, String remedy) {
        return new ProjectProblem(Severity.WARNING, location, sentence, remedy);
    }

    /** Whether it stands against deploying. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether one of them stands against deploying. */
    public static boolean anyError(Collection<ProjectProblem> problems) {
        return problems.stream().anyMatch(ProjectProblem::isError);
    }

    /** The same problem at another place. */
    public ProjectProblem at(Location other) {
        return new ProjectProblem(severity, other, sentence, remedy);
    }

    /** The whole of it on one line: place, what is wrong, what to do. */
    public String text() {
        return location.text() + ": " + sentence + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
