package org.firewright.agent.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
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
import org.firewright.agent.netlink.Bytes;

/** Encodes a ruleset as one transaction that puts it in the place of whatever our table held before. */
public final class RulesetEncoder {
    /** What {@link Rule#id} may be. */
    static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9-]{1,36}");

    /** What nft takes as a name, NFT_CHAIN_MAXNAMELEN at the most. */
    private static final Pattern CHAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_/.\\\\]{0,127}");

    /** NFT_RULE_MAXEXPRS. */
    private static final int MAX_STEPS = 128;

    private final BatchBuilder batch;
    private final String namespace;
    private final Function<Condition, String> pins;
    private int setId;

    private RulesetEncoder(String namespace, Function<Condition, String> pins) {
        this.batch = new BatchBuilder(Place.namespace(namespace));
        this.namespace = namespace;
        this.pins = pins;
    }

    /**
     * Encodes a ruleset. Pure: the same arguments give the same bytes.
     *
     * @param stamp what the table shall tell of itself
     * @param pins the path in bpffs of the program that decides a condition on a list, inverted or not, or one of a rule's
     *     own
     * @throws ProblemException of kind REQUEST, with its place, when the ruleset makes no sense
     */
    public static Batch encode(Ruleset ruleset, Stamp stamp, Function<Condition, String> pins) throws ProblemException {
        RulesetEncoder encoder = new RulesetEncoder(ruleset.namespace(), pins);
        // Deleting fails where there is no table, so there is one first; the transaction shows none of the steps.
        encoder.batch.add(new NftTable(NfTables.INET, Ruleset.TABLE, 0, Bytes.EMPTY));
        encoder.batch.deleteTable(NfTables.INET, Ruleset.TABLE);
        encoder.batch.add(new NftTable(NfTables.INET, Ruleset.TABLE, 0, UserData.of(stamp)));
        for (Chain chain : ruleset.chains()) {
            encoder.chain(chain);
        }
        return encoder.batch.build();
    }

    /** A transaction that removes our table. */
    static Batch removal(String namespace) {
        BatchBuilder batch = new BatchBuilder(Place.namespace(namespace));
        batch.deleteTable(NfTables.INET, Ruleset.TABLE);
        return batch.build();
    }

    private void chain(Chain chain) throws ProblemException {
        if (!CHAIN_NAME.matcher(chain.name()).matches()) {
            throw refused(batchPlace(), "A chain cannot be named \"" + chain.name() + "\".");
        }
        if (chain.defaultVerdict() != Verdict.DROP && chain.defaultVerdict() != Verdict.ACCEPT) {
            throw refused(batchPlace(), "The chain " + chain.name() + " must end with accept or drop.");
        }
        batch.add(new NftChain(
                NfTables.INET,
                Ruleset.TABLE,
                chain.name(),
                new NftChain.Base(
                        number(chain.hook()),
                        chain.priority(),
                        "filter",
                        chain.defaultVerdict() == Verdict.DROP ? NfTables.DROP : NfTables.ACCEPT)));
        for (Rule rule : chain.rules()) {
            rule(chain, rule);
        }
        if (chain.defaultVerdict() == Verdict.DROP) {
            end(chain);
        }
    }

    /**
     * Drops at the end of the chain what its policy drops. A new chain gets its policy only when the kernel has shown
     * its rules already, so that for a moment of each replacement packets would pass that no rule has accepted.
     */
    private void end(Chain chain) {
        batch.add(
                batchPlace(),
                new NftRule(
                        NfTables.INET,
                        Ruleset.TABLE,
                        chain.name(),
                        0,
                        List.of(new Expression.Decide(NfTables.DROP, "")),
                        UserData.ofChainEnd()),
                List.of(new Batch.Step(0, 0, null)));
    }

    private void rule(Chain chain, Rule rule) throws ProblemException {
        Place place = new Place(namespace, rule.number(), rule.name(), 0);
        if (!RULE_ID.matcher(rule.id()).matches()) {
            throw refused(place, "A rule cannot have the id \"" + rule.id() + "\".");
        }
        List<Expression> expressions = new ArrayList<>();
        List<Batch.Step> steps = new ArrayList<>();
        int number = 0;
        for (Condition condition : rule.conditions()) {
            number++;
            Place here = new Place(namespace, rule.number(), rule.name(), number);
            try {
                boolean pinned = condition instanceof Condition.InList || condition instanceof Condition.Program;
                String pin = pinned ? pins.apply(condition) : null;
                List<Expression> encoded = switch (condition) {
                    case Condition.Match match -> match(here, MatchEncoder.encode(match, setId + 1));
                    case Condition.Masked masked -> match(here, MatchEncoder.encode(masked, setId + 1));
                    case Condition.InList ignored -> List.of(Expression.Match.pinned(pin));
                    case Condition.Program ignored -> List.of(Expression.Match.pinned(pin));
                };
                for (Expression expression : encoded) {
                    expressions.add(expression);
                    steps.add(new Batch.Step(0, number, pin));
                }
            } catch (IllegalArgumentException e) {
                throw new ProblemException(refused(here, e.getMessage()).problem(), e);
            }
        }
        for (Expression action : actions(rule)) {
            expressions.add(action);
            steps.add(new Batch.Step(0, 0, null));
        }
        NftRule encoded = new NftRule(NfTables.INET, Ruleset.TABLE, chain.name(), 0, expressions, UserData.of(rule));
        if (expressions.size() > MAX_STEPS) {
            throw tooLong(place, rule, null);
        }
        try {
            batch.add(place, encoded, steps);
        } catch (IllegalStateException e) {
            throw tooLong(place, rule, e); // an attribute holds less than 64 KiB
        }
    }

    /** What happens to packets that meet all conditions. */
    private static List<Expression> actions(Rule rule) {
        List<Expression> actions = new ArrayList<>();
        if (rule.limit() != null) {
            actions.add(ActionSteps.limit(rule.limit()));
        }
        actions.add(new Expression.Counter(0, 0));
        if (rule.log()) {
            actions.add(ActionSteps.log(rule.name()));
        }
        switch (rule.verdict()) {
            case ACCEPT -> actions.add(new Expression.Decide(NfTables.ACCEPT, ""));
            case DROP -> actions.add(new Expression.Decide(NfTables.DROP, ""));
            case REJECT -> actions.add(ActionSteps.reject());
            case COUNT -> {}
        }
        return actions;
    }

    private static ProblemException tooLong(Place place, Rule rule, Exception cause) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.REQUEST,
                        place,
                        "Its " + rule.conditions().size() + " conditions are more than one rule of the kernel holds.",
                        "Split it into several rules, or join lists."),
                cause);
    }

    private List<Expression> match(Place place, MatchEncoder.Encoded encoded) {
        if (encoded.set() != null) {
            setId++;
            batch.add(place, encoded.set(), encoded.elements());
        }
        return encoded.steps();
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

    private Place batchPlace() {
        return Place.namespace(namespace);
    }

    private static ProblemException refused(Place place, String sentence) {
        return new ProblemException(new Problem(
                Problem.Kind.REQUEST, place, sentence, "Deploy with an agent and a desktop of the same version."));
    }
}
