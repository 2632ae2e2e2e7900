package org.firewright.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.api.AddressRanges;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.RulePlace;
import org.firewright.simulate.Simulator;

/** Finds the packets that two policies treat differently. */
public final class PolicyDifference {
    private static final int MAX_CHANGES = 100;

    private final Side before;
    private final Side after;
    private final Space space;
    private final Diagrams diagrams;

    /** One of the two policies. */
    private record Side(Policy policy, List<RuleSets.Prepared> rules, Simulator simulator) {
        static Side of(Sided from, RuleSets sets) {
            return new Side(
                    from.policy(),
                    sets.prepare(from.policy(), from.groups(), from.lists()),
                    Simulator.of(from.policy(), from.groups(), from.lists(), AddressFacts.NONE));
        }
    }

    /**
     * A policy with what it needs to be asked.
     *
     * @param groups to which its rules may jump
     * @param lists contents of the lists that it names; what is not there may hold any address
     */
    public record Sided(Policy policy, Groups groups, Map<String, AddressRanges> lists) {}

    /** Packets that one rule decides, or the default where there is none. */
    private record Share(Optional<RulePlace> rule, Action action, int packets) {}

    private PolicyDifference(Sided before, Sided after) {
        RuleSets sets = new RuleSets();
        this.before = Side.of(before, sets);
        this.after = Side.of(after, sets);
        this.space = sets.divide();
        this.diagrams = space.diagrams();
    }

    /** Compares two policies. */
    public static Difference between(Sided before, Sided after) {
        try {
            return new PolicyDifference(before, after).compare();
        } catch (Diagrams.TooIntricate e) {
            return new Difference(
                    List.of(),
                    move(before.policy(), after.policy()),
                    1,
                    List.of("The rules are too intricate to be compared: their conditions overlap in too many ways."));
        }
    }

    private Difference compare() {
        List<Share> sharesBefore = shares(before);
        List<Share> sharesAfter = shares(after);
        int different = diagrams.and(space.world(), diagrams.differ(verdicts(sharesBefore), verdicts(sharesAfter)));
        List<Change> changes = new ArrayList<>();
        int more = 0;
        for (Share was : sharesBefore) {
            int touched = diagrams.and(was.packets(), different);
            for (int i = 0; i < sharesAfter.size() && touched != Diagrams.NONE; i++) {
                int changed = diagrams.and(touched, sharesAfter.get(i).packets());
                touched = diagrams.minus(touched, changed);
                if (changed != Diagrams.NONE && changes.size() < MAX_CHANGES) {
                    changes.add(change(was, sharesAfter.get(i), changed));
                } else if (changed != Diagrams.NONE) {
                    more++;
                }
            }
        }
        List<String> undecided = new ArrayList<>(PolicyAnalysis.undecided(before.rules()));
        PolicyAnalysis.undecided(after.rules()).stream()
                .filter(sentence -> !undecided.contains(sentence))
                .forEach(undecided::add);
        return new Difference(changes, move(before.policy(), after.policy()), more, undecided);
    }

    private static Optional<Move> move(Policy before, Policy after) {
        boolean same = before.hook() == after.hook() && before.priority() == after.priority();
        return same ? Optional.empty() : Optional.of(Move.of(before, after));
    }

    private List<Share> shares(Side side) {
        List<Share> shares = new ArrayList<>();
        int left = space.world();
        for (RuleSets.Prepared rule : side.rules()) {
            if (rule.decides()) {
                int packets = space.packets(rule.whole());
                shares.add(new Share(Optional.of(rule.place()), rule.rule().action(), diagrams.and(packets, left)));
                left = diagrams.minus(left, packets);
            }
        }
        shares.add(new Share(Optional.empty(), side.policy().defaultAction(), left));
        return shares;
    }

    /** The action for each packet; shares do not overlap. */
    private int verdicts(List<Share> shares) {
        int verdicts = PolicyAnalysis.verdict(shares.getLast().action());
        for (Share share : shares) {
            verdicts = diagrams.choose(share.packets(), PolicyAnalysis.verdict(share.action()), verdicts);
        }
        return verdicts;
    }

    private Change change(Share was, Share is, int packets) {
        Map<Dimension<?>, Integer> classes = space.example(packets);
        Example example = ExamplePacket.of(space.dimensions(), classes);
        boolean confirmed = agrees(before.simulator(), was, example) && agrees(after.simulator(), is, example);
        Region region = Region.of(space, packets, classes);
        return new Change(
                was.action(),
                was.rule(),
                is.action(),
                is.rule(),
                region.text(),
                region.whole(),
                example.confirmed(confirmed));
    }

    private static boolean agrees(Simulator simulator, Share share, Example example) {
        Outcome outcome = simulator.simulate(example.packet());
        return simulator.problems().isEmpty()
                && outcome.unknown().isEmpty()
                && outcome.action() == share.action()
                && outcome.decidedBy().equals(share.rule());
    }
}
