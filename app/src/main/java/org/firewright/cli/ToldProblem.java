package org.firewright.cli;

import java.util.Locale;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;

/**
 * A problem of a project as JSON.
 *
 * @param severity error or warning
 * @param place as people say it
 * @param file empty where it is in none
 * @param line from 1 on, 0 for the whole file
 * @param column from 1 on, 0 for the whole line
 */
record ToldProblem(String severity, String place, String file, int line, int column, String sentence, String remedy) {
    static ToldProblem of(ProjectProblem problem) {
        Location location = problem.location();
        boolean inFile = location instanceof Location.InFile;
        return new ToldProblem(
                problem.severity().name().toLowerCase(Locale.ROOT),
                location.text(),
                inFile ? ((Location.InFile) location).file().toString() : "",
                inFile ? ((Location.InFile) location).line() : 0,
                inFile ? ((Location.InFile) location).column() : 0,
                problem.sentence(),
                problem.remedy());
    }
}
