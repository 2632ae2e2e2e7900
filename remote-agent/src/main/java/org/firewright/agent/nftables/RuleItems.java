package org.firewright.agent.nftables;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/**
 * A rule of a ruleset as the kernel is to have it. Its sets are numbered from 1; {@link #addTo} gives them numbers of the
 * batch.
 *
 * @param rates the sets that it adds addresses to, which go by their names
 * @param counter the name of its counter, null where it has none; rules that are one for people share one
 * @param identity digest of all that the rule is and does: rules of the same identity are the same rule
 */
record RuleItems(
        Place place,
        String chain,
        List<Step> steps,
        List<Batch.StepOrigin> origins,
        List<Values> sets,
        List<Item.Set> rates,
        String counter,
        Bytes userData,
        Bytes identity) {
    /** NFT_RULE_MAXEXPRS. */
    private static final int MAX_STEPS = 128;

    /** The values of one condition. */
    record Values(Place place, Item.Set set, List<Item.Element> elements) {}

    /** Behind all conditions. */
    static final Batch.StepOrigin ACTION = new Batch.StepOrigin(0, null);

    /**
     * Of a rule's parts.
     *
     * @throws ProblemException of kind REQUEST, with its place, when there is more than one rule of the kernel holds
     */
    static RuleItems of(
            Place place,
            String chain,
            Rule rule,
            List<Step> steps,
            List<Batch.StepOrigin> origins,
            List<Values> sets,
            List<Item.Set> rates)
            throws ProblemException {
        if (steps.size() > MAX_STEPS) {
            throw tooLong(place, rule.conditions().size(), null);
        }
        try {
            Bytes identity = identity(chain, steps, sets, UserData.of(rule, Bytes.EMPTY));
            return new RuleItems(
                    place,
                    chain,
                    List.copyOf(steps),
                    List.copyOf(origins),
                    List.copyOf(sets),
                    List.copyOf(rates),
                    rule.counter(),
                    UserData.of(rule, identity),
                    identity);
        } catch (IllegalStateException e) {
            throw tooLong(place, rule.conditions().size(), e); // an attribute holds less than 64 KiB
        }
    }

    /**
     * What drops at the end of a chain what its policy drops. A new chain gets its policy only when the kernel has shown
     * its rules already, so that for a moment packets would pass that no rule has accepted.
     */
    static RuleItems end(Place whole, String chain) {
        List<Step> steps = List.of(ActionSteps.verdict(NfTables.DROP));
        Bytes identity = identity(chain, steps, List.of(), UserData.ofChainEnd(Bytes.EMPTY));
        return new RuleItems(
                whole,
                chain,
                steps,
                List.of(ACTION),
                List.of(),
                List.of(),
                null,
                UserData.ofChainEnd(identity),
                identity);
    }

    /**
     * Makes the rule with its sets; its counter must be there.
     *
     * @param lastSet the number behind which those of its sets start
     * @param before the handle of the rule that it is put in front of; null for the chain's end
     * @return the last number given to a set
     */
    long addTo(Batch batch, long lastSet, Long before) {
        for (Values values : sets) {
            Item.Set set = numbered(values.set(), lastSet);
            batch.make(values.place(), "the set of values", set);
            for (Item.Elements part : Codec.chunks(Items.elements(set, values.elements()))) {
                batch.make(values.place(), "the values", part);
            }
        }
        List<Step> numbered =
                steps.stream().map(step -> numbered(step, lastSet)).toList();
        batch.make(new Batch.Origin(place, "the rule", origins), Items.rule(chain, numbered, userData, before));
        return lastSet + sets.size();
    }

    private static Item.Set numbered(Item.Set set, long by) {
        List<Item.Field> fields = set.description() == null || set.description().fields() == null
                ? List.of()
                : set.description().fields();
        Integer size = set.description() == null ? null : set.description().size();
        return Items.set(
                set.id() + by,
                set.flags(),
                set.keyType(),
                set.keyLength(),
                fields.stream().map(Item.Field::length).toList(),
                size == null ? 0 : size);
    }

    private static Step numbered(Step step, long by) {
        return step instanceof Step.Lookup lookup
                ? new Step.Lookup(
                        lookup.source(),
                        lookup.target(),
                        Items.SET_NAME + (lookup.setId() + by),
                        (int) (lookup.setId() + by),
                        lookup.flags())
                : step;
    }

    private static Bytes identity(String chain, List<Step> steps, List<Values> sets, Bytes userData) {
        MessageWriter out = new MessageWriter();
        for (Values values : sets) {
            Codec.make(out, 0, values.set());
            for (Item.Elements part : Codec.chunks(Items.elements(values.set(), values.elements()))) {
                Codec.make(out, 0, part);
            }
        }
        Codec.make(out, 0, Items.rule(chain, steps, userData, null));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(out.toBytes().toArray());
            return Bytes.of(Arrays.copyOf(digest, UserData.IDENTITY_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static ProblemException tooLong(Place place, int conditions, Exception cause) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.REQUEST,
                        place,
                        "Its " + conditions + " conditions are more than one rule of the kernel holds.",
                        "Split it into several rules, or join lists."),
                cause);
    }
}
