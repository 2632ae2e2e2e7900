package org.firewright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.analyse.Finding;
import org.firewright.analyse.ProjectFindings;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectCompiler;
import org.firewright.compile.ProjectList;
import org.firewright.policy.Location;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectFile;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.ProjectRead;

/**
 * A project as verbs get it.
 *
 * @param file its file, as the command line names it
 * @param positions where things stand in it
 * @param compiled the project, empty when its file has an error
 * @param problems all of them, each with its place in a file
 */
record LoadedProject(
        Path file, ProjectRead.Positions positions, Optional<CompiledProject> compiled, List<ProjectProblem> problems) {
    /** Reads and compiles; throws only when there is no file. */
    static LoadedProject of(Path folderOrFile) throws ProblemException {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(Project.FILE) : folderOrFile;
        ProjectRead read = ProjectFile.read(folderOrFile);
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(
                    problem(Problem.Kind.NOT_FOUND, read.problems().getFirst()));
        }
        List<ProjectProblem> problems = new ArrayList<>(read.problems());
        Optional<CompiledProject> compiled = read.project().map(new ProjectCompiler()::compile);
        compiled.ifPresent(project -> project.problems().stream()
                .map(problem -> problem.at(inFile(file, read.positions(), problem.location())))
                .forEach(problems::add));
        return new LoadedProject(file, read.positions(), compiled, List.copyOf(problems));
    }

    /** The project without an error, for verbs that need it whole: tells every problem, and throws at an error. */
    CompiledProject whole(Output output) throws ProblemException {
        if (ProjectProblem.anyError(problems)) {
            List<ProjectProblem> errors =
                    problems.stream().filter(ProjectProblem::isError).toList();
            errors.stream().skip(1).forEach(error -> output.step(error.text()));
            throw new ProblemException(problem(Problem.Kind.REQUEST, errors.getFirst()));
        }
        problems.forEach(problem -> output.step("Warning: " + problem.text()));
        return compiled.orElseThrow();
    }

    /**
     * What an analysis of its policies finds, of each by itself and of those that a target has together, each with its
     * place in the file.
     */
    List<ProjectProblem> analysed() {
        return compiled.stream()
                .flatMap(project -> ProjectFindings.of(project).stream())
                .map(Finding::problem)
                .map(problem -> problem.at(inFile(file, positions, problem.location())))
                .toList();
    }

    /** The lists' addresses by name. */
    static Map<String, AddressRanges> contents(CompiledProject project) {
        return project.lists().stream()
                .collect(Collectors.toMap(ProjectList::name, list -> list.read().ranges()));
    }

    private static Problem problem(Problem.Kind kind, ProjectProblem problem) {
        return ProblemException.of(kind, problem.location().text() + ": " + problem.sentence(), problem.remedy())
                .problem();
    }

    /** Lists' files are told relative to the project; here they are told as the project's own file is. */
    private static Location inFile(Path file, ProjectRead.Positions positions, Location location) {
        if (location instanceof Location.InFile list && !list.file().equals(file)) {
            return new Location.InFile(file.resolveSibling(list.file()), list.line(), list.column());
        }
        return positions.inFile(location);
    }
}
