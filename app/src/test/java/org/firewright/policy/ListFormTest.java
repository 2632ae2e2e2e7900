package org.firewright.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFormTest {
    private static final String TEXT = """
            firewright: 1
            name: lists
            lists:
              plain: lists/plain.txt
              table:
                file: lists/table.csv
                column: 3
                held-as: trie
              feeds:
                folder: lists/feeds
              live:
                url: https://example.org/list.txt?a=b
                refresh: 90m
              both:
                union: plain, live
              rest:
                except: both, table
            """;

    @Test
    void everyKindOfSourceIsReadAndWrittenBack() {
        Project project = parse(TEXT).project().orElseThrow();
        assertThat(project.lists())
                .containsExactly(
                        new ListDefinition("plain", Path.of("lists/plain.txt")),
                        new ListDefinition(
                                "table", new ListSource.File(Path.of("lists/table.csv"), 3), ListHolding.TRIE),
                        new ListDefinition(
                                "feeds", new ListSource.Folder(Path.of("lists/feeds"), 0), ListHolding.CHOSEN),
                        new ListDefinition(
                                "live",
                                new ListSource.Url(
                                        URI.create("https://example.org/list.txt?a=b"), Duration.ofMinutes(90), 0),
                                ListHolding.CHOSEN),
                        new ListDefinition(
                                "both",
                                new ListSource.Combination(ListSource.Operation.UNION, List.of("plain", "live")),
                                ListHolding.CHOSEN),
                        new ListDefinition(
                                "rest",
                                new ListSource.Combination(ListSource.Operation.EXCEPT, List.of("both", "table")),
                                ListHolding.CHOSEN));
        String written = ProjectText.of(project);
        assertThat(parse(written).project()).contains(project);
        assertThat(ProjectText.of(parse(written).project().orElseThrow())).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                 | The list has no source.
                    {file: a, folder: b}               | The list has more than one source.
                    {file: ../a}                       | "../a" is not a file in the project's folder.
                    {folder: /etc}                     | "/etc" is not a folder in the project's folder.
                    {file: a, column: 0}               | "column" must be from 1 to 1000.
                    {url: "ftp://example.org/a"}       | "ftp://example.org/a" is no address of a web server.
                    {url: "https://e.org/", refresh: x} | "refresh" must be a time.
                    {union: "A B"}                     | "union" needs names of lists.
                    {file: a, held-as: tree}           | "held-as" cannot be "tree".
                    """)
    void whatMakesNoSenseIsToldWithItsPlace(String form, String sentence) {
        ProjectRead read = parse("firewright: 1\nname: x\nlists:\n  a: " + form + "\n");
        assertThat(read.problems()).first().satisfies(problem -> {
            assertThat(problem.text()).contains(sentence).startsWith("firewright.yaml:4:");
        });
    }

    private static ProjectRead parse(String text) {
        return ProjectFile.parse(Path.of("firewright.yaml"), text);
    }
}
