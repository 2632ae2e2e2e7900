package org.firewright.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A project on disk: the file {@link Project#FILE}, plain YAML, beside its lists. */
public final class ProjectFile {
    private ProjectFile() {}

    /**
     * Reads a project. Every fault is a problem with file, line and column; nothing is thrown.
     *
     * @param folderOrFile the project's folder, or the file itself
     */
    public static ProjectRead read(Path folderOrFile) {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve(Project.FILE) : folderOrFile;
        try {
            if (Files.size(file) > 4L * YamlText.MAX_CHARACTERS) {
                return failed(file, 0, 0, "The file is larger than a project can be.", "");
            }
            return parse(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            return failed(file, 0, 0, "There is no project here.", "Name a folder that holds a " + Project.FILE + ".");
        } catch (CharacterCodingException e) {
            return failed(file, 0, 0, "The file is not UTF-8 text.", "Save it as UTF-8.");
        } catch (IOException e) {
            return failed(file, 0, 0, "The file cannot be read: " + e.getMessage() + ".", "");
        }
    }

    /**
     * Reads a project from text.
     *
     * @param file where the text is from; need not exist
     */
    public static ProjectRead parse(Path file, String text) {
        try {
            Optional<Node> root = YamlText.parse(text);
            return root.isPresent()
                    ? new ProjectReader(file).read(root.get())
                    : failed(file, 0, 0, "The file is empty.", "Begin with \"firewright: 1\" and \"name: …\".");
        } catch (YamlText.YamlFault e) {
            return failed(file, e.line, e.column, e.getMessage(), e.remedy);
        }
    }

    /** Rules as they would stand in a project's file: to copy them somewhere else. */
    public static String rulesText(List<PolicyRule> rules) {
        return ProjectText.rules(rules);
    }

    /** The rules that a text of {@link #rulesText}'s form holds; empty where it holds none or has a fault. */
    public static List<PolicyRule> rulesOf(String text) {
        String project =
                "firewright: 1\nname: rules\npolicies:\n  rules:\n    hook: forward\n    default: accept\n    rules:\n"
                        + text.indent(6);
        return text.stripLeading().startsWith("-")
                ? parse(Path.of(Project.FILE), project)
                        .project()
                        .map(read -> read.policies().getFirst().rules())
                        .orElse(List.of())
                : List.of();
    }

    /**
     * Writes a project to its folder: whole and safe on disk, or not at all. What the file says already stays as it
     * stands there: comments, blank lines, order of keys, quotes. A comment goes where the line or the entry below it
     * goes; it is lost when that is removed, and inside of {@code {…}} or {@code […]} whose content has changed.
     *
     * @throws ProblemException when it cannot be written, or when the file has a fault by now, so that writing would
     *     lose what somebody has begun there; the file is then as it was
     */
    public static void write(Project project) throws ProblemException {
        Path file = project.folder().resolve(Project.FILE);
        Path unfinished = project.folder().resolve("." + Project.FILE + ".unfinished");
        try {
            Files.createDirectories(project.folder());
            writeAndSync(unfinished, text(project, file));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(project.folder())) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw ProblemException.of(
                    Problem.Kind.PERMISSION,
                    "The project cannot be saved to " + file + ": " + e.getMessage() + ".",
                    "Check that the folder may be written to and that there is room.");
        }
    }

    private static String text(Project project, Path file) throws IOException, ProblemException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return ProjectText.of(project);
        }
        ProjectRead now = read(file);
        if (now.project().isEmpty()) {
            throw ProblemException.of(
                    Problem.Kind.CONFLICT,
                    "The project was not saved, because its file has a fault by now: "
                            + now.problems().getFirst().text(),
                    "Mend the file, or move it away, and save again.");
        }
        return YamlEdit.update(Files.readString(file), project);
    }

    private static void writeAndSync(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static ProjectRead failed(Path file, int line, int column, String sentence, String remedy) {
        Location.InFile where = new Location.InFile(file, line, column);
        ProjectRead.Positions positions = ProjectRead.Positions.none(new Location.InFile(file, 0, 0));
        return new ProjectRead(Optional.empty(), List.of(ProjectProblem.error(where, sentence, remedy)), positions);
    }
}
