package org.firewright.ui.frame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.firewright.policy.Project;
import org.firewright.ui.Texts;

/** What files are good for that are dragged over the window. */
sealed interface FileOffer {
    /** What a drop will do, or why it does nothing. */
    String words();

    /** A project is opened. */
    record Opening(Path project) implements FileOffer {
        @Override
        public String words() {
            return Texts.text("drop.project", name(project));
        }
    }

    /** Lists are imported. */
    record Importing(List<Path> files) implements FileOffer {
        @Override
        public String words() {
            return files.size() == 1
                    ? Texts.text("drop.list", name(files.getFirst()))
                    : Texts.text("lists.drop.several", files.size());
        }
    }

    /** A drop does nothing. */
    record Nothing(String words) implements FileOffer {}

    /**
     * Looks at the files.
     *
     * @param files at least one
     * @param open whether a project is open
     */
    static FileOffer of(List<Path> files, boolean open) {
        Path first = files.getFirst();
        if (files.size() > 1 && files.stream().anyMatch(Files::isDirectory)) {
            return new Nothing(Texts.text("drop.several"));
        }
        if (Files.isDirectory(first)) {
            return Files.exists(first.resolve(Project.FILE))
                    ? new Opening(first)
                    : new Nothing(Texts.text("drop.folder", name(first)));
        }
        if (files.size() == 1 && first.endsWith(Project.FILE)) {
            return new Opening(first);
        }
        return open ? new Importing(List.copyOf(files)) : new Nothing(Texts.text("drop.noproject"));
    }

    private static Path name(Path file) {
        return file.getNameCount() == 0 ? file : file.getFileName();
    }
}
