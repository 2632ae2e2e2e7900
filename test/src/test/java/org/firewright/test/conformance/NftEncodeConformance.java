package org.firewright.test.conformance;

import java.io.IOException;

/**
 * What we add, as nft lists it; what the kernel lists and what nft sends, read and written again by us, byte for byte.
 */
public final class NftEncodeConformance {
    private NftEncodeConformance() {}

    /** Compares and writes test/target/conformance/nft-encode.json; ends with 1 when anything differs. See {@link NftReport}. */
    public static void main(String[] arguments) throws IOException {
        NftReport.write("nft-encode", arguments, NftEncoding::compare);
    }
}
