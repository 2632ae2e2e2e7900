package org.firewright.agent.nftables.model;

import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.MalformedMessageException;

/**
 * Steps that were read lately, by their bytes: rules are made of the same few steps again and again, so that most need
 * not be taken apart anew. Holds a bounded number, each in the one place that its bytes lead to; one for each thread.
 */
final class StepMemory {
    private static final ThreadLocal<StepMemory> OF_THREAD = ThreadLocal.withInitial(StepMemory::new);

    /** A power of two. */
    private static final int PLACES = 1 << 12;

    /** Bytes of a step that is worth remembering: a counter or a comparison has fewer, a log's prefix more. */
    private static final int MOST_BYTES = 160;

    private final Attribute[] keys = new Attribute[PLACES];
    private final Step[] steps = new Step[PLACES];

    private StepMemory() {}

    /** The memory of this thread, to be asked for once for all steps of a rule: finding it takes as long as finding a step. */
    static StepMemory ofThread() {
        return OF_THREAD.get();
    }

    /** The step that an attribute holds. */
    Step read(Attribute attribute) throws MalformedMessageException {
        return attribute.length() > MOST_BYTES ? Steps.read(attribute.nested()) : remembered(attribute);
    }

    private Step remembered(Attribute attribute) throws MalformedMessageException {
        int place = attribute.contentHash() & (PLACES - 1);
        if (keys[place] != null && keys[place].hasContentOf(attribute)) {
            return steps[place];
        }
        Step step = Steps.read(attribute.nested());
        keys[place] = attribute.alone();
        steps[place] = step;
        return step;
    }
}
