package org.firewright.agent.api;

/** How a host shall hold a list in its maps. */
public enum ListKind {
    /** However it is held already; else as a table, and as tries where the kernel takes no table. */
    ANY,
    /** As a packed table; as tries where the kernel takes none. */
    TABLE,
    /** As tries (LPM_TRIE), also where the kernel takes tables. */
    TRIE,
    /** As a table with a number for each range; as tries with numbers where the kernel takes no table. */
    VALUES
}
