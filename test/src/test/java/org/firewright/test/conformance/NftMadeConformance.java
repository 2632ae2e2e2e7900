package org.firewright.test.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rules that nobody wrote, read and written as nft does: such as are made of those of the corpus ({@link NftSplices}), and
 * lookups in sets and maps ({@link NftMadeSets}).
 */
public final class NftMadeConformance {
    private NftMadeConformance() {}

    /**
     * Compares and writes test/target/conformance/nft-made.json; ends with 1 when anything differs.
     *
     * @param arguments how many rules of each kind are made for each family, by default 500; the seed, by default another one
     *     each time; and the folder of a copy of nftables' source, whose tests rules are made of too
     */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0].replace("_", "")) : 500;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.currentTimeMillis();
        List<NftCorpus.Text> corpus = new ArrayList<>(NftCorpus.rules());
        if (arguments.length > 2) {
            corpus.addAll(NftRegression.texts(Path.of(arguments[2])));
        }
        System.out.println("Rules are made with seed " + seed + ".");
        NftReport.write("nft-made", session -> texts(session, corpus, count, seed), NftMadeConformance::compare);
    }

    static List<NftCorpus.Text> texts(NftSession session, List<NftCorpus.Text> corpus, int count, long seed) {
        List<NftCorpus.Text> texts = new ArrayList<>();
        Random random = new Random(seed);
        NftSplices.rules(corpus, count, random).forEach((family, rules) -> {
            texts.add(NftMade.text("spliced", family, NftMade.taken(session, family, rules)));
            List<NftMade> lookups = NftMadeSets.rules(count, random);
            texts.add(NftMade.text("lookups", family, NftMade.taken(session, family, lookups)));
        });
        return texts;
    }

    static NftResult compare(NftSession session, NftCorpus.Text text) {
        NftResult result = NftDecoding.compare(session, text);
        result.add(NftEncoding.compare(session, text));
        return result;
    }
}
