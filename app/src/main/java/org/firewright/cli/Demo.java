package org.firewright.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus;
import org.firewright.lab.SampleProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole of Firewright in a terminal, and whether it holds. */
@Command(
        name = "demo",
        description =
                "Lab up, sample deployed over SSH, counters live while real traffic runs, every packet accounted for,"
                        + " lab down. Exit code 0 only if listed packets were dropped and all others arrived.",
        footer = {"", "A lab that is up already is used, and stays up."})
final class Demo extends Verb {
    private static final int MOST_SECONDS = 86_400;

    @Option(names = "--seconds", paramLabel = "N", description = "How long the traffic is watched.")
    private int seconds = 15;

    Demo(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Output output) throws ProblemException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw wrong("The traffic can be watched from 1 to " + MOST_SECONDS + " seconds, not " + seconds + ".");
        }
        Lab lab = surroundings().lab();
        boolean ours = lab.status().state() == LabStatus.State.DOWN;
        try (Interruption interruption = Interruption.awaited()) {
            try {
                lab.up(output::step);
                Path project = Files.createTempDirectory("firewright-demo-");
                try {
                    SampleProject.copyTo(project);
                    DemoResult result = new DemoRun(surroundings(), output, interruption).run(project, seconds);
                    result.print(output);
                    return result.ok() ? ExitCode.OK : ExitCode.NO;
                } finally {
                    delete(project);
                }
            } catch (ProblemException e) {
                if (interruption.happened()) {
                    // What it stopped is not what went wrong. Told now: the program ends as soon as all is put right.
                    output.step("It was interrupted.");
                    return ExitCode.NO;
                }
                throw e;
            } catch (IOException e) {
                throw ProblemException.of(
                        Problem.Kind.PERMISSION,
                        "The sample project cannot be put into a folder for temporary files: " + e.getMessage() + ".",
                        "Look whether there is room in it.");
            } finally {
                if (ours) {
                    lab.down(output::step);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException fault) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The namespaces of lab1 that get the sample's policy; the third customer stays as it is, for comparison. */
    static final List<String> NAMESPACES = List.of("acme", "globex");
}
