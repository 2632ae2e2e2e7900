package org.firewright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.Suggestion;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import picocli.CommandLine.Parameters;

/** A verb about a project. */
abstract class ProjectVerb extends Verb {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder, or its firewright.yaml.")
    private Path project;

    ProjectVerb(Surroundings surroundings) {
        super(surroundings);
    }

    /** Reads and compiles the project that the command line names. */
    LoadedProject load() throws ProblemException {
        return LoadedProject.of(project);
    }

    /**
     * The project's targets that the words mean, in the project's order; without words all of them. A word is a host,
     * or a host and a namespace.
     */
    List<Target> targets(Project ofProject, List<String> words) {
        if (words.isEmpty()) {
            return ofProject.targets();
        }
        List<Target> meant = new ArrayList<>();
        for (String word : words) {
            List<Target> ofWord = ofProject.targets().stream()
                    .filter(target ->
                            target.host().equals(word) || target.text().equals(word))
                    .toList();
            if (ofWord.isEmpty()) {
                List<String> known = ofProject.targets().stream()
                        .flatMap(target -> Stream.of(target.host(), target.text()))
                        .distinct()
                        .toList();
                String question = Suggestion.question(word, known);
                throw wrong("The project has no target " + word + "."
                        + (question.isEmpty() ? " It has: " + String.join(", ", known) + "." : " " + question));
            }
            meant.addAll(ofWord);
        }
        return ofProject.targets().stream().filter(meant::contains).toList();
    }
}
