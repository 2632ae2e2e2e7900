package org.firewright.ui.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Project;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that has not come to its project's own file yet: it is kept beside it at once, so that neither a program that is
 * killed nor a disk that is full loses it. All of this touches files and is for the background.
 */
public final class UnsavedWork {
    private static final Logger LOG = LoggerFactory.getLogger(UnsavedWork.class);

    private final Path place;
    private final ProjectModel.Disk disk;

    /**
     * Keeps work below this folder.
     *
     * @param state folder of what the window remembers
     */
    public UnsavedWork(Path state, ProjectModel.Disk disk) {
        this.place = state.resolve("unsaved");
        this.disk = disk;
    }

    /** Keeps a project as it is now. */
    void keep(Project project) {
        try {
            disk.write(in(folder(project.folder()), project));
        } catch (ProblemException e) {
            LOG.warn("Unsaved work on {} cannot be kept: {}", project.folder(), e.getMessage());
        }
    }

    /** What was kept of the project in this folder is not needed any more. */
    void forget(Path project) {
        Path kept = folder(project);
        try {
            Files.deleteIfExists(kept.resolve(Project.FILE));
            Files.deleteIfExists(kept);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", kept, e.getMessage());
        }
    }

    /** What was kept of this project, where it is another than this; empty too where it cannot be read any more. */
    Optional<Project> of(Project project) {
        Path kept = folder(project.folder());
        return Files.exists(kept.resolve(Project.FILE))
                ? disk.read(kept)
                        .project()
                        .map(read -> in(project.folder(), read))
                        .filter(read -> !read.equals(project))
                : Optional.empty();
    }

    private Path folder(Path project) {
        byte[] name = project.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        return place.resolve(ListFile.sha256(name).substring(0, 16));
    }

    private static Project in(Path folder, Project project) {
        return new Project(
                folder, project.name(), project.lists(), project.policies(), project.targets(), project.sources());
    }
}
