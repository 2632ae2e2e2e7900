package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.firewright.expression.IpAddress;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListSource;
import org.firewright.policy.ListSource.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListLibraryTest {
    @TempDir
    Path folder;

    private final ListLibrary library = new ListLibrary();

    @BeforeEach
    void lists() throws IOException {
        Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(folder.resolve("feeds/a.txt"), "192.0.2.0/25\nbad\n");
        Files.writeString(folder.resolve("feeds/b.txt"), "192.0.2.128/25\n2001:db8::/32\n");
        Files.writeString(folder.resolve("feeds/.hidden"), "10.0.0.0/8\n");
        Files.writeString(folder.resolve("mine.txt"), "192.0.2.7\n198.51.100.1\n");
    }

    @Test
    void aFolderIsAllOfItsFiles() {
        AddressList list = read(folder("feeds")).get("feeds").list();
        assertThat(list.ranges().v4()).containsExactly(0xc0000200, 0xc00002ff);
        assertThat(list.ranges().v6Count()).isEqualTo(1);
        assertThat(list.badCount()).isEqualTo(1);
    }

    @Test
    void listsArePutTogetherInAnyOrderOfDefinition() {
        Map<String, ListLibrary.Entry> lists = read(
                combined("both", Operation.UNION, "feeds", "mine"),
                combined("rest", Operation.EXCEPT, "both", "mine"),
                combined("common", Operation.INTERSECT, "feeds", "mine"),
                folder("feeds"),
                new ListDefinition("mine", Path.of("mine.txt")));
        assertThat(lists.keySet()).containsExactly("both", "rest", "common", "feeds", "mine");
        assertThat(lists.get("both").list().ranges().v4())
                .containsExactly(0xc0000200, 0xc00002ff, 0xc6336401, 0xc6336401);
        assertThat(lists.get("rest").list().ranges().v4())
                .containsExactly(0xc0000200, 0xc0000206, 0xc0000208, 0xc00002ff);
        assertThat(lists.get("common").list().ranges().v4()).containsExactly(0xc0000207, 0xc0000207);
        assertThat(ListSearch.find(
                        Map.of("mine", lists.get("mine").list().ranges()),
                        IpAddress.parse("192.0.2.7").orElseThrow()))
                .singleElement()
                .satisfies(hit -> assertThat(hit.list()).isEqualTo("mine"));
    }

    @Test
    void circlesAndMissingListsAreTold() {
        Map<String, ListLibrary.Entry> lists = read(
                combined("one", Operation.UNION, "two"),
                combined("two", Operation.UNION, "one"),
                combined("three", Operation.UNION, "nowhere"),
                new ListDefinition("gone", Path.of("gone.txt")));
        assertThat(lists.get("two").problem().sentence()).contains("made of itself");
        assertThat(lists.get("one").problem().sentence()).contains("needs the list two");
        assertThat(lists.get("three").problem().sentence()).contains("needs a list nowhere");
        assertThat(lists.get("gone").problem().sentence()).contains("no readable list file");
    }

    private Map<String, ListLibrary.Entry> read(ListDefinition... definitions) {
        return library.read(folder, List.of(definitions));
    }

    private static ListDefinition folder(String name) {
        return new ListDefinition(name, new ListSource.Folder(Path.of(name), 0));
    }

    private static ListDefinition combined(String name, Operation operation, String... lists) {
        return new ListDefinition(name, new ListSource.Combination(operation, List.of(lists)));
    }
}
