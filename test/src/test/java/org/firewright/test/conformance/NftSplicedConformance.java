package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rules that nobody wrote, made of those of the corpus, read and written as nft does. See {@link NftSplices}. */
public final class NftSplicedConformance {
    private NftSplicedConformance() {}

    /**
     * Compares and writes test/target/conformance/nft-spliced.json; ends with 1 when anything differs.
     *
     * @param arguments how many rules are made for each family, by default 500; the seed, by default another one each time;
     *     and the folder of a copy of nftables' source, whose tests are spliced too
     */
    public static void main(String[] arguments) throws IOException {
        int tries = arguments.length > 0 ? Integer.parseInt(arguments[0].replace("_", "")) : 500;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.currentTimeMillis();
        List<NftCorpus.Text> corpus = new ArrayList<>(NftCorpus.rules());
        if (arguments.length > 2) {
            corpus.addAll(NftRegression.texts(Path.of(arguments[2])));
        }
        System.out.println("Rules are made with seed " + seed + ".");
        NftReport.write(
                "nft-spliced", session -> new NftSplices(session, seed).texts(corpus, tries), NftSplices::compare);
    }
}
