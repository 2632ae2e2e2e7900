package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MessageWriter;

/** Puts a batch together, message by message. */
final class BatchBuilder {
    private final Place whole;
    private final MessageWriter out = new MessageWriter();
    private final List<Batch.Origin> origins = new ArrayList<>();

    BatchBuilder(Place whole) {
        this.whole = whole;
    }

    void add(NftTable table) {
        ObjectEncoder.add(out, next(), table);
        origin(whole, "the table " + table.name());
    }

    void deleteTable(int family, String name) {
        ObjectEncoder.deleteTable(out, next(), family, name);
        origin(whole, "the table " + name);
    }

    void add(NftChain chain) {
        ObjectEncoder.add(out, next(), chain);
        origin(whole, "the chain " + chain.name());
    }

    void add(Place place, NftSet set, List<NftElement> elements) {
        ObjectEncoder.add(out, next(), set);
        origin(place, "the set of values");
        int messages = ObjectEncoder.add(out, next(), set, elements);
        for (int i = 0; i < messages; i++) {
            origin(place, "the values");
        }
    }

    /** Adds a rule; the steps tell for each of its expressions where it came from, their offsets are found here. */
    void add(Place place, NftRule rule, List<Batch.Step> steps) {
        List<Integer> offsets = ObjectEncoder.add(out, next(), rule);
        List<Batch.Step> placed = new ArrayList<>();
        for (int i = 0; i < offsets.size(); i++) {
            Batch.Step step = steps.get(i);
            if (step.condition() > 0) {
                placed.add(new Batch.Step(offsets.get(i), step.condition(), step.pin()));
            }
        }
        origins.add(new Batch.Origin(place, "the rule", List.copyOf(placed)));
    }

    /** The batch; its last message asks for an acknowledgement. */
    Batch build() {
        out.addFlags(Flags.ACK);
        return new Batch(whole, out.toBytes(), origins);
    }

    private int next() {
        return origins.size() + 1;
    }

    private void origin(Place place, String subject) {
        origins.add(new Batch.Origin(place, subject, List.of()));
    }
}
