package org.firewright.ui.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.api.ElementPage;

/**
 * The elements of sets that somebody asked to see, page by page. Those of another generation of the ruleset are let go,
 * for pages of two generations do not belong together.
 *
 * @param generation of the ruleset
 * @param sets what was read of each
 */
record SetPages(long generation, Map<Name, Seen> sets) {
    /** How many elements a page has: what a reader takes in, not what a set may hold. */
    static final int SIZE = 200;

    static final SetPages NONE = new SetPages(0, Map.of());

    /** A set of a namespace; the family as nft calls it. */
    record Name(String family, String table, String set) {}

    /**
     * The beginning of a set.
     *
     * @param elements in nft's notation
     * @param more whether there are others behind them
     */
    record Seen(List<String> elements, boolean more) {}

    /** With one page more; one that does not follow on those that are there begins anew. */
    SetPages with(Name name, ElementPage page) {
        Map<Name, Seen> all = page.generation() == generation ? new HashMap<>(sets) : new HashMap<>();
        List<String> elements = new ArrayList<>();
        Seen before = all.get(name);
        if (before != null && page.from() == before.elements().size()) {
            elements.addAll(before.elements());
        }
        elements.addAll(page.elements());
        all.put(name, new Seen(List.copyOf(elements), page.more()));
        return new SetPages(page.generation(), Map.copyOf(all));
    }

    /** What is left of them in a generation. */
    SetPages in(long now) {
        return now == generation ? this : NONE;
    }

    /** How many elements of a set were read. */
    int count(Name name) {
        Seen seen = sets.get(name);
        return seen == null ? 0 : seen.elements().size();
    }
}
