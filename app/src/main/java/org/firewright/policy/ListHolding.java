package org.firewright.policy;

/** How hosts are to hold a list. */
public enum ListHolding {
    /** As is best for its size. */
    CHOSEN("chosen"),
    /** As an nftables set, which every namespace has for itself. */
    NFT_SET("nft-set"),
    /** As an LPM trie, once a host. */
    TRIE("trie"),
    /** As a packed table, once a host. */
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
