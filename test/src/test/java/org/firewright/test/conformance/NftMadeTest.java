package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Some rules that nobody wrote; {@code test/conformance nft-made} makes as many as one likes. */
@RequiresRoot
class NftMadeTest {
    private static final int COUNT = 100;
    private static final long SEED = 20261130;

    @AutoClose
    private final NftSession session = new NftSession();

    @Test
    void areReadAndWrittenAsNftDoes() {
        NftResult all = new NftResult();
        for (NftCorpus.Text text : NftMadeConformance.texts(session, NftCorpus.rules(), COUNT, SEED)) {
            all.add(NftMadeConformance.compare(session, text));
        }
        assertThat(all.different).isEmpty();
        assertThat(all.unsupported).isEqualTo(List.of());
        assertThat(all.agreed).as("what agreed").isGreaterThan(COUNT);
    }
}
