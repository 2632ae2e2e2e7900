package org.firewright.policy;

/** How hosts are to hold a list. */
public enum ListHolding {
    /** As is best for its size and for how many namespaces use it. */
    CHOSEN("chosen"),
    /** In nftables' rules themselves, which every namespace has for itself. */
    NFT_SET("nft-set"),
    /** As LPM tries, once a host. */
    TRIE("trie"),
    /** As packed tables, once a host. */
    TABLE("table");

    private final String word;

    ListHolding(String word) {
        this.word = word;
    }

    /** As a project's file has it. */
    public String word() {
        return word;
    }
}
