package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule and ruleset of the corpus, read and written as nft does. */
@RequiresRoot
class NftCorpusTest {
    private static NftSession session;

    @BeforeAll
    static void open() {
        session = new NftSession();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    static Stream<NftCorpus.Text> texts() {
        return Stream.concat(NftCorpus.rules().stream(), NftCorpus.rulesets().stream());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isPrintedAsNftListsIt(NftCorpus.Text text) {
        check(NftDecoding.compare(session, text));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isWrittenAsNftWritesIt(NftCorpus.Text text) {
        check(NftEncoding.compare(session, text));
    }

    private static void check(NftResult result) {
        assertThat(result.different).isEmpty();
        assertThat(result.unsupported).isEqualTo(List.of());
        assertThat(result.agreed).as("what agreed").isPositive();
    }
}
