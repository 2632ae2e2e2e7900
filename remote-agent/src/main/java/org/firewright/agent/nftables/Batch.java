package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.nftables.model.Item;

/** One transaction on our table, with the place in the policy that each change and each step came from. */
public final class Batch {
    private final Place whole;
    private final Transaction transaction = new Transaction();
    private final List<Origin> origins = new ArrayList<>();
    /** Bytes and messages in front of the stamp. */
    private int stampAt;

    private int changes;

    Batch(Place whole) {
        this.whole = whole;
    }

    /**
     * Where a change came from.
     *
     * @param subject what it is about, as "the rule" or "the set of values"
     * @param steps where each step of a rule came from, in order
     */
    record Origin(Place place, String subject, List<StepOrigin> steps) {}

    /**
     * Where a step of a rule came from.
     *
     * @param condition counted from 1, 0 for what is behind the conditions
     * @param pin the path of a program, null where it needs none
     */
    record StepOrigin(int condition, String pin) {}

    /** How many bytes go to the kernel, without the frame. */
    public int length() {
        return transaction.length();
    }

    /** How many messages there are, without the frame. */
    public int messageCount() {
        return transaction.size();
    }

    Transaction transaction() {
        return transaction;
    }

    /** The place of the whole batch. */
    Place whole() {
        return whole;
    }

    /** Where a change came from. */
    Origin origin(int itemAt) {
        return origins.get(itemAt);
    }

    /**
     * Its messages without the stamp, to be applied later with another one.
     *
     * @param generation of the ruleset that it was tried on
     */
    public TriedBatch tried(long generation) {
        return new TriedBatch(transaction.messages(stampAt), changes, generation);
    }

    /** Makes what tells of the table, last of all. */
    void stamp(Item.Chain stamp) {
        stampAt = transaction.length();
        changes = transaction.size();
        make(whole, "the chain " + stamp.name(), stamp);
    }

    void make(Place place, String subject, Item item) {
        make(new Origin(place, subject, List.of()), item);
    }

    /**
     * Makes something; a rule with a position goes in front of the one whose handle that is.
     *
     * @throws IllegalStateException when it takes more bytes than an attribute holds
     */
    void make(Origin origin, Item item) {
        if (item instanceof Item.Rule rule && rule.position() != null) {
            transaction.insert(rule);
        } else {
            transaction.make(item);
        }
        origins.add(origin);
    }

    void delete(Item.Rule rule) {
        transaction.delete(rule);
        origins.add(new Origin(whole, "to remove a rule of the chain " + rule.chain(), List.of()));
    }

    void delete(Item.Chain chain) {
        transaction.delete(chain);
        origins.add(new Origin(whole, "to remove the chain " + chain.name(), List.of()));
    }

    void delete(Item.Set set) {
        transaction.delete(set);
        origins.add(new Origin(whole, "to remove the set " + set.name(), List.of()));
    }

    void delete(Item.Shared counter) {
        transaction.delete(counter);
        origins.add(new Origin(whole, "to remove the counter " + counter.name(), List.of()));
    }

    void delete(Item.Table table) {
        transaction.deleteTable(table);
        origins.add(new Origin(whole, "to remove the table " + table.name(), List.of()));
    }
}
