package org.firewright.agent.nftables;

import java.util.List;
import java.util.Optional;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/** What rules count with: a counter that has a name and is an object of the table, or one of their own. */
final class Counters {
    private static final Step.Counter NOTHING = new Step.Counter(0L, 0L);

    private Counters() {}

    /** The name of the first counter that a rule refers to. */
    static Optional<String> named(Item.Rule rule) {
        for (Step step : steps(rule)) {
            if (step instanceof Step.ObjectUse use
                    && use.name() != null
                    && use.type() != null
                    && use.type() == Item.Shared.COUNTER) {
                return Optional.of(use.name());
            }
        }
        return Optional.empty();
    }

    /** A rule's first counter of its own. */
    static Optional<Step.Counter> own(Item.Rule rule) {
        for (Step step : steps(rule)) {
            if (step instanceof Step.Counter counter && counter.packets() != null && counter.bytes() != null) {
                return Optional.of(counter);
            }
        }
        return Optional.empty();
    }

    /** What a counter that is an object has counted. */
    static Step.Counter figures(Item.Shared counter) throws MalformedMessageException {
        Step.Counter figures = counter.data() == null ? null : Codec.content(Step.Counter.class, counter.data());
        return figures == null || figures.packets() == null || figures.bytes() == null ? NOTHING : figures;
    }

    private static List<Step> steps(Item.Rule rule) {
        return rule.steps() == null ? List.of() : rule.steps();
    }
}
