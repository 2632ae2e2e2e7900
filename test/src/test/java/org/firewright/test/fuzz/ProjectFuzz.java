package org.firewright.test.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.ProjectRead;

/** Any bytes as a project's file: a project, or problems with places; never an exception, never for long. */
public final class ProjectFuzz {
    private ProjectFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        ProjectRead read = ProjectFile.parse(Path.of("firewright.yaml"), new String(bytes, StandardCharsets.UTF_8));
        boolean error = ProjectProblem.anyError(read.problems());
        if (read.project().isPresent() == error) {
            throw new AssertionError(error ? "There is a project in spite of an error." : "There is neither.");
        }
        read.problems().forEach(problem -> {
            if (problem.sentence().isBlank() || problem.text().indexOf('\u0000') >= 0) {
                throw new AssertionError("A problem says nothing, or says control characters.");
            }
        });
    }
}
