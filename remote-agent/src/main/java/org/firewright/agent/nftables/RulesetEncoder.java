package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/** Encodes a ruleset as one transaction on our table. */
public final class RulesetEncoder {
    /**
     * A chain that no packet meets and that carries the stamp: what a table carries the kernel does not change, a chain
     * without rules can be made anew with every deployment.
     */
    static final String STAMP_CHAIN = "deployed";

    /** What {@link Rule#id} may be. */
    static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9-]{1,36}");

    /** What nft takes as a name, NFT_CHAIN_MAXNAMELEN at the most. */
    private static final Pattern CHAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_/.\\\\-]{0,127}");

    private static final Pattern SET_NAME = Pattern.compile(Items.SET_NAME + "([0-9]{1,9})");

    private final Place whole;
    private final Batch batch;
    private final List<Wanted> wanted = new ArrayList<>();
    /** Of the rules so far: two of one id would share a counter. */
    private final Set<String> ids = new HashSet<>();

    private long lastSet;

    /** A chain with its rules. */
    private record Wanted(Item.Chain chain, List<RuleItems> rules) {}

    private RulesetEncoder(Ruleset ruleset, Function<Condition, String> pins) throws ProblemException {
        this.whole = Place.namespace(ruleset.namespace());
        this.batch = new Batch(whole);
        for (Chain chain : ruleset.chains()) {
            wanted.add(wanted(ruleset.namespace(), chain, pins));
        }
    }

    /**
     * Encodes a ruleset that takes the place of whatever our table held before. Pure: the same arguments give the same
     * bytes.
     *
     * @param stamp what the table shall tell of itself
     * @param pins the path in bpffs of the program that decides a condition on a list, inverted or not, or one of a rule's
     *     own
     * @throws ProblemException of kind REQUEST, with its place, when the ruleset makes no sense
     */
    public static Batch encode(Ruleset ruleset, Stamp stamp, Function<Condition, String> pins) throws ProblemException {
        RulesetEncoder encoder = new RulesetEncoder(ruleset, pins);
        encoder.replace(stamp);
        return encoder.batch;
    }

    /**
     * Encodes what makes our table that ruleset: rules that are there already stay, and those that are moved have the same
     * counter at their new place. Where somebody put other things than rules and counters into our table, or packets meet it elsewhere than they shall, all of it is replaced.
     *
     * @param present our table, null where there is none; the batch must only be applied to what this was
     * @throws ProblemException of kind REQUEST, with its place, when the ruleset makes no sense
     */
    public static Batch update(Ruleset ruleset, Stamp stamp, Function<Condition, String> pins, OwnTable present)
            throws ProblemException {
        RulesetEncoder encoder = new RulesetEncoder(ruleset, pins);
        if (present != null && present.isPlain() && encoder.meetsThere(present)) {
            encoder.change(present, stamp);
        } else {
            encoder.replace(stamp);
        }
        return encoder.batch;
    }

    /** A transaction that removes our table. */
    static Batch removal(String namespace) {
        Batch batch = new Batch(Place.namespace(namespace));
        batch.delete(Items.table());
        return batch;
    }

    private void replace(Stamp stamp) {
        // Deleting fails where there is no table, so there is one first; the transaction shows none of the steps.
        batch.make(whole, "the table " + Ruleset.TABLE, Items.table());
        batch.delete(Items.table());
        batch.make(whole, "the table " + Ruleset.TABLE, Items.table());
        rates(List.of());
        counters(Set.of());
        wanted.forEach(each -> chain(each.chain())); // a rule can jump only to a chain that is there
        for (Wanted each : wanted) {
            for (RuleItems rule : each.rules()) {
                lastSet = rule.addTo(batch, lastSet, null);
            }
        }
        batch.stamp(stamped(stamp));
    }

    /** Whether packets meet the same chains there at the same places. */
    private boolean meetsThere(OwnTable present) {
        List<Item.Chain> met = wanted.stream()
                .map(Wanted::chain)
                .filter(chain -> chain.hook() != null)
                .toList();
        List<Item.Hook> hooks = met.stream().map(Item.Chain::hook).toList();
        List<String> names = met.stream().map(Item.Chain::name).toList();
        return present.baseChains().stream().map(Item.Chain::hook).toList().equals(hooks)
                && present.baseChains().stream().map(Item.Chain::name).toList().equals(names)
                && present.baseChains().stream().allMatch(chain -> Items.FILTER.equals(chain.type()));
    }

    private void change(OwnTable present, Stamp stamp) {
        lastSet = lastSet(present);
        Set<String> counters = KeptCounters.of(present.rules(), wantedRules());
        List<List<Item.Rule>> kept = new ArrayList<>();
        Set<Long> staying = new HashSet<>();
        for (Wanted each : wanted) {
            List<Item.Rule> known = present.rules(each.chain().name()).stream()
                    .filter(rule -> Counters.named(rule).map(counters::contains).orElse(true))
                    .toList();
            List<Item.Rule> rules = KeptRules.of(known, each.rules());
            kept.add(rules);
            rules.stream().filter(Objects::nonNull).forEach(rule -> staying.add(rule.handle()));
        }
        for (Item.Rule rule : present.rules()) {
            if (!staying.contains(rule.handle())) {
                batch.delete(rule);
            }
        }
        Set<String> chains = wanted.stream().map(each -> each.chain().name()).collect(Collectors.toSet());
        for (Item.Chain chain : present.chains()) {
            if (chain.hook() == null && !chains.contains(chain.name())) {
                batch.delete(chain);
            }
        }
        for (Item.Shared counter : present.counters()) {
            if (!counters.contains(counter.name())) {
                batch.delete(counter);
            }
        }
        rates(present.rates());
        counters(counters);
        wanted.forEach(each -> chain(each.chain()));
        for (int i = 0; i < wanted.size(); i++) {
            rules(wanted.get(i).rules(), kept.get(i));
        }
        batch.stamp(stamped(stamp));
    }

    /** Makes the sets of addresses that are not there and removes others; one that stays goes on knowing what it knows. */
    private void rates(List<Item.Set> present) {
        Map<String, Item.Set> absent = new LinkedHashMap<>();
        wantedRules().forEach(rule -> rule.rates().forEach(set -> absent.put(set.name(), set)));
        for (Item.Set set : present) {
            if (absent.remove(set.name()) == null) {
                batch.delete(set);
            }
        }
        absent.values().forEach(set -> batch.make(whole, "the set of addresses " + set.name(), set));
    }

    /**
     * Makes the counters that are not there: all of them before the rules, so that they lie together in the kernel's memory
     * and are listed sooner.
     */
    private void counters(Set<String> present) {
        Set<String> made = new HashSet<>(present);
        wantedRules()
                .filter(rule -> rule.counter() != null && made.add(rule.counter()))
                .forEach(rule -> batch.make(rule.place(), "its counter", Items.counter(rule.counter())));
    }

    /** Makes the rules that are not there, each in front of the next one that is. */
    private void rules(List<RuleItems> rules, List<Item.Rule> staying) {
        Long[] next = new Long[rules.size()];
        Long handle = null;
        for (int i = rules.size() - 1; i >= 0; i--) {
            next[i] = handle;
            handle = staying.get(i) == null ? handle : staying.get(i).handle();
        }
        for (int i = 0; i < rules.size(); i++) {
            if (staying.get(i) == null) {
                lastSet = rules.get(i).addTo(batch, lastSet, next[i]);
            }
        }
    }

    private Stream<RuleItems> wantedRules() {
        return wanted.stream().flatMap(each -> each.rules().stream());
    }

    /** The highest number of a set that rules look up. */
    private static long lastSet(OwnTable present) {
        return present.rules().stream()
                .flatMap(rule -> rule.steps() == null ? null : rule.steps().stream())
                .filter(Step.Lookup.class::isInstance)
                .map(step -> SET_NAME.matcher(((Step.Lookup) step).set()))
                .filter(Matcher::matches)
                .mapToLong(name -> Long.parseLong(name.group(1)))
                .max()
                .orElse(0);
    }

    /** What carries a stamp. */
    static Item.Chain stamped(Stamp stamp) {
        return Items.regular(STAMP_CHAIN, UserData.of(stamp));
    }

    private void chain(Item.Chain chain) {
        batch.make(whole, "the chain " + chain.name(), chain);
    }

    private Wanted wanted(String namespace, Chain chain, Function<Condition, String> pins) throws ProblemException {
        if (!CHAIN_NAME.matcher(chain.name()).matches() || chain.name().equals(STAMP_CHAIN)) {
            throw refused(whole, "A chain cannot be named \"" + chain.name() + "\".");
        }
        boolean ends = chain.defaultVerdict() == Verdict.DROP || chain.defaultVerdict() == Verdict.ACCEPT;
        if (chain.isRegular() ? chain.defaultVerdict() != null : !ends) {
            throw refused(whole, "The chain " + chain.name() + " must end with accept or drop, and only with a hook.");
        }
        boolean drops = chain.defaultVerdict() == Verdict.DROP;
        List<RuleItems> rules = new ArrayList<>();
        for (Rule rule : chain.rules()) {
            if (!RULE_ID.matcher(rule.id()).matches() || !ids.add(rule.id())) {
                throw refused(
                        new Place(namespace, rule.number(), rule.name(), 0),
                        "A rule cannot have the id \"" + rule.id() + "\".");
            }
            rules.addAll(RuleMaking.of(namespace, chain.name(), rule, pins));
        }
        if (drops) {
            rules.add(RuleItems.end(whole, chain.name()));
        }
        Item.Chain made = chain.isRegular()
                ? Items.regular(chain.name(), null)
                : Items.base(
                        chain.name(), number(chain.hook()), chain.priority(), drops ? NfTables.DROP : NfTables.ACCEPT);
        return new Wanted(made, List.copyOf(rules));
    }

    private static int number(Hook hook) {
        return switch (hook) {
            case PREROUTING -> 0;
            case INPUT -> 1;
            case FORWARD -> 2;
            case OUTPUT -> 3;
            case POSTROUTING -> 4;
        };
    }

    static ProblemException refused(Place place, String sentence) {
        return new ProblemException(new Problem(
                Problem.Kind.REQUEST, place, sentence, "Deploy with an agent and a desktop of the same version."));
    }
}
