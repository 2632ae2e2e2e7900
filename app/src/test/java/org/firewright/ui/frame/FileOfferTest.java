package org.firewright.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOfferTest {
    @TempDir
    Path home;

    private Path project;
    private Path folder;
    private Path list;

    @BeforeEach
    void makeFiles() throws IOException {
        project = Files.createDirectory(home.resolve("customers"));
        Files.createFile(project.resolve("firewright.yaml"));
        folder = Files.createDirectory(home.resolve("holiday"));
        list = Files.createFile(home.resolve("ipsum.txt"));
    }

    @Test
    void aProjectIsOpenedByItsFolderOrItsFile() {
        Path file = project.resolve("firewright.yaml");
        assertThat(FileOffer.of(List.of(project), true)).isEqualTo(new FileOffer.Opening(project));
        assertThat(FileOffer.of(List.of(file), false)).isEqualTo(new FileOffer.Opening(file));
        assertThat(FileOffer.of(List.of(project), false).words()).isEqualTo("Drop to open this project: customers");
    }

    @Test
    void filesBecomeListsOfTheProjectThatIsOpen() {
        FileOffer one = FileOffer.of(List.of(list), true);
        assertThat(one).isEqualTo(new FileOffer.Importing(List.of(list)));
        assertThat(one.words()).isEqualTo("Drop to look at ipsum.txt as a new list");
        Path other = home.resolve("other.txt");
        assertThat(FileOffer.of(List.of(list, other), true).words())
                .isEqualTo("Drop to look at these 2 files, one after the other");
        assertThat(FileOffer.of(List.of(list), false))
                .isEqualTo(new FileOffer.Nothing("A list is imported into a project: open one first"));
    }

    @Test
    void whyAFolderIsOfNoUseIsTold() {
        assertThat(FileOffer.of(List.of(folder), true))
                .isEqualTo(new FileOffer.Nothing(
                        "There is no project in holiday: a project's folder holds a firewright.yaml"));
        assertThat(FileOffer.of(List.of(list, project), true))
                .isEqualTo(new FileOffer.Nothing("Nothing to drop here: take one project's folder, or files of lists"));
    }
}
