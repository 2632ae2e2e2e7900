package org.firewright.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleProjectTest {
    @TempDir
    private Path home;

    @Test
    void comesWithItsListsAndTheirLicences() throws Exception {
        Path folder = SampleProject.copyTo(home.resolve("Firewright/Lab"));

        assertThat(folder.resolve("firewright.yaml")).content().contains("name: Bad actors");
        assertThat(folder.resolve("lists/LICENSE-lists.md")).content().contains("Unlicense", "CC0");
        try (Stream<String> lines = Files.lines(folder.resolve("lists/ipsum.txt"))) {
            assertThat(lines).hasSize(120_430);
        }
        assertThat(filesIn(folder)).as("nothing unfinished is left").isEqualTo(4);
    }

    @Test
    void keepsWhatTheUserChangedAndBringsBackWhatIsMissing() throws Exception {
        Path folder = SampleProject.copyTo(home);
        Files.writeString(folder.resolve("firewright.yaml"), "mine");
        Files.delete(folder.resolve("lists/germany6.txt"));

        SampleProject.copyTo(home);

        assertThat(folder.resolve("firewright.yaml")).hasContent("mine");
        assertThat(folder.resolve("lists/germany6.txt")).isNotEmptyFile();
    }

    @Test
    void saysWhereItCouldNotWrite() throws IOException {
        Path inTheWay = Files.writeString(home.resolve("file"), "");

        assertThatThrownBy(() -> SampleProject.copyTo(inTheWay))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll(inTheWay.toString(), "Choose a folder");
    }

    private static long filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
