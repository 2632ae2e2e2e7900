package org.firewright.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void serves() {
        assertThat(Arguments.parse("--content", "/tmp/content"))
                .isEqualTo(new Arguments.Serve(Path.of("/tmp/content")));
    }

    @Test
    void tells() {
        assertThat(Arguments.parse("--version")).isEqualTo(new Arguments.Version());
        assertThat(Arguments.parse("--help")).isEqualTo(new Arguments.Help());
    }

    @ParameterizedTest
    @CsvSource({"'', --content DIR is missing", "--content, needs a directory", "--what, no option --what"})
    void refuses(String argument, String sentence) {
        String[] arguments = argument.isEmpty() ? new String[0] : new String[] {argument};
        assertThat(Arguments.parse(arguments))
                .isInstanceOfSatisfying(
                        Arguments.Wrong.class,
                        wrong -> assertThat(wrong.sentence()).contains(sentence));
    }
}
