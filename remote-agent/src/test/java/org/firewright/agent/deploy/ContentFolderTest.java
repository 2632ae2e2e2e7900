package org.firewright.agent.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFolderTest {
    private static final AddressRanges RANGES = new AddressRanges(new int[] {1, 5, 7, 9}, new long[0]);
    private static final ListFile FILE = ListFile.of(RANGES);
    private static final ListContent LIST = new ListContent("bad", FILE.digest(), 2);

    @TempDir
    private Path folder;

    @Test
    void readsWhatHasTheDigest() throws Exception {
        Files.write(folder.resolve(FILE.fileName()), FILE.bytes());
        assertThat(new ContentFolder(folder).holds(FILE.digest())).isTrue();
        assertThat(new ContentFolder(folder).read(LIST)).isEqualTo(RANGES);
    }

    @Test
    void missingFilesAreNamed() {
        assertThat(new ContentFolder(folder).holds(FILE.digest())).isFalse();
        assertRefused(LIST, "List bad is not on this host", FILE.fileName());
    }

    @Test
    void anotherListUnderTheNameIsRefused() throws IOException {
        ListFile other = ListFile.of(new AddressRanges(new int[] {1, 5, 7, 8}, new long[0]));
        Files.write(folder.resolve(FILE.fileName()), other.bytes());
        assertRefused(LIST, "does not have the digest");
    }

    @Test
    void anotherNumberOfRangesIsRefused() throws IOException {
        Files.write(folder.resolve(FILE.fileName()), FILE.bytes());
        assertRefused(new ListContent("bad", FILE.digest(), 3), "holds 2 ranges where 3 were named");
    }

    @Test
    void aCutFileIsRefused() throws IOException {
        Files.write(folder.resolve(FILE.fileName()), Arrays.copyOf(FILE.bytes(), 20));
        assertRefused(LIST, "cannot be read");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path elsewhere = Files.write(folder.resolve("elsewhere"), FILE.bytes());
        Files.createSymbolicLink(folder.resolve(FILE.fileName()), elsewhere);
        assertThat(new ContentFolder(folder).holds(FILE.digest())).isFalse();
        assertRefused(LIST, "cannot be read");
    }

    @Test
    void onlyDigestsBecomePaths() {
        assertThat(new ContentFolder(folder).holds("../../etc/passwd")).isFalse();
        assertThat(new ContentFolder(folder).holds(null)).isFalse();
    }

    private void assertRefused(ListContent list, String... words) {
        assertThatThrownBy(() -> new ContentFolder(folder).read(list))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CONTENT);
                    assertThat(e.problem().text()).contains(words);
                });
    }
}
