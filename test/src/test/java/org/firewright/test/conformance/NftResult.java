package org.firewright.test.conformance;

import java.util.ArrayList;
import java.util.List;

/** What a comparison came to. */
final class NftResult {
    int agreed;
    final List<NftDifference> different = new ArrayList<>();
    final List<String> unsupported = new ArrayList<>();
    /** What nft or the kernel here did not take. */
    final List<String> refused = new ArrayList<>();

    void compare(String where, String nft, String ours) {
        if (nft.equals(ours)) {
            agreed++;
        } else if (ours.contains("[unknown") || ours.matches("(?s).*\\[[A-Z][A-Za-z]+ [0-9a-f]*\\].*")) {
            unsupported.add(where + ": " + ours.strip());
        } else {
            different.add(new NftDifference(where, nft, ours));
        }
    }

    void add(NftResult other) {
        agreed += other.agreed;
        different.addAll(other.different);
        unsupported.addAll(other.unsupported);
        refused.addAll(other.refused);
    }
}
