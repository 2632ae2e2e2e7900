package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Some rules that nobody wrote; {@code test/conformance nft-spliced} makes as many as one likes. */
@RequiresRoot
class NftSplicesTest {
    private static final int TRIES = 100;
    private static final long SEED = 20261130;

    @AutoClose
    private final NftSession session = new NftSession();

    @Test
    void areReadAndWrittenAsNftDoes() {
        NftResult all = new NftResult();
        for (NftCorpus.Text text : new NftSplices(session, SEED).texts(NftCorpus.rules(), TRIES)) {
            all.add(NftSplices.compare(session, text));
        }
        assertThat(all.different).isEmpty();
        assertThat(all.unsupported).isEqualTo(List.of());
        assertThat(all.agreed).as("what agreed").isGreaterThan(TRIES);
    }
}
