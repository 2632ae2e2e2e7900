package org.firewright.ui.lists;

/** A way to hold a list in the kernel. */
enum Representation {
    TABLE,
    TRIE,
    SETS;

    /** The one that takes least memory on a host. */
    static Representation smallest(ListEntry list) {
        Forecast forecast = list.forecast();
        long sets = forecast.sets(list.namespaces());
        if (forecast.table() <= forecast.trie() && forecast.table() <= sets) {
            return TABLE;
        }
        return forecast.trie() <= sets ? TRIE : SETS;
    }
}
