package org.firewright.test.conformance;

import java.io.IOException;

/** What nft adds, printed by us, against what nft lists: with counters and without. */
public final class NftDecodeConformance {
    private NftDecodeConformance() {}

    /** Compares and writes test/target/conformance/nft-decode.json; ends with 1 when anything differs. See {@link NftReport}. */
    public static void main(String[] arguments) throws IOException {
        NftReport.write("nft-decode", arguments, NftDecoding::compare);
    }
}
