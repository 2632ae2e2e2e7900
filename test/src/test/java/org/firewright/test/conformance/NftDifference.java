package org.firewright.test.conformance;

/** Something that is not the same. */
record NftDifference(String where, String nft, String ours) {
    @Override
    public String toString() {
        return where + "\n  nft:  " + nft.strip().replace("\n", "\n        ") + "\n  ours: "
                + ours.strip().replace("\n", "\n        ");
    }
}
