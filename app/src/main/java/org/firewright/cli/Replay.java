package org.firewright.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.simulate.CaptureFile;
import org.firewright.simulate.CapturedPacket;
import org.firewright.simulate.Journey;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.RulePlace;
import org.firewright.simulate.Simulator;

/** What the policies on a way would do with all packets of a capture file; rates and limits count by the capture's times. */
final class Replay {
    /** Numbers of packets that are told for each share, so that one can look them up in the capture. */
    private static final int EXAMPLES = 5;

    private final Journey journey;
    private final List<Policy> policies;
    private final Map<Fate, Packets> fates = new HashMap<>();
    private long packets;
    private long others;
    private long cut;
    private long expired;

    /**
     * What can become of a packet at one place.
     *
     * @param policy the policy's place on the way, from 0 on
     * @param group the group that the rule is in; empty for the policy itself
     * @param place the rule's place there from 1 on, behind all rules for the default
     * @param rule its name, empty for the default
     * @param action empty for a rule that only counts
     */
    private record Fate(int policy, String group, int place, String rule, Optional<Action> action) {}

    private static final class Packets {
        private long count;
        private final List<Long> first = new ArrayList<>();

        void add(long number) {
            count++;
            if (first.size() < EXAMPLES) {
                first.add(number);
            }
        }
    }

    private Replay(Journey journey) {
        this.journey = journey;
        this.policies = journey.simulators().stream().map(Simulator::policy).toList();
    }

    /**
     * The result as JSON.
     *
     * @param policy names of those that the packets meet
     * @param expired packets that the kernel does not forward, as their time to live ends
     */
    record Result(
            String policy,
            long packets,
            long notIp,
            long cut,
            long expired,
            List<Share> shares,
            List<ToldProblem> problems) {}

    /**
     * Packets that one rule decides or, with an empty action, counts; and the numbers of the first of them. {@code rule} is
     * empty and {@code number} 0 where the policy's default decides, {@code group} where it is a rule of the policy itself.
     */
    record Share(String policy, String group, int number, String rule, String action, long packets, List<Long> first) {}

    /** Reads the whole file. */
    static Replay of(Path file, Journey journey, Packet.Surroundings surroundings) throws ProblemException {
        Replay replay = new Replay(journey);
        try (CaptureFile capture = CaptureFile.open(file)) {
            Optional<CapturedPacket> next = capture.next();
            while (next.isPresent()) {
                replay.add(next.get(), surroundings);
                next = capture.next();
            }
        } catch (NoSuchFileException e) {
            throw ProblemException.of(Problem.Kind.NOT_FOUND, "There is no file " + file + ".", "");
        } catch (IOException e) {
            throw ProblemException.of(Problem.Kind.REQUEST, e.getMessage(), "");
        }
        return replay;
    }

    private void add(CapturedPacket packet, Packet.Surroundings surroundings) {
        if (!packet.ip()) {
            others++;
            return;
        }
        packets++;
        cut += packet.cut() ? 1 : 0;
        Journey.Passed passed = journey.next(Packet.of(packet.bytes(), surroundings), packet.nanos());
        expired += passed.expired() ? 1 : 0;
        for (int i = 0; i < passed.met().size(); i++) {
            Outcome outcome = passed.met().get(i).outcome();
            Policy policy = policies.get(i);
            for (RulePlace rule : outcome.counted()) {
                add(fate(i, rule, Optional.empty()), packet);
            }
            Optional<Action> action = Optional.of(outcome.action());
            int met = i;
            add(
                    outcome.decidedBy()
                            .map(rule -> fate(met, rule, action))
                            .orElseGet(() -> new Fate(met, "", policy.rules().size() + 1, "", action)),
                    packet);
        }
    }

    private Fate fate(int policy, RulePlace rule, Optional<Action> action) {
        boolean own = rule.policy().equals(policies.get(policy).name());
        return new Fate(policy, own ? "" : rule.policy(), rule.number(), rule.name(), action);
    }

    private void add(Fate fate, CapturedPacket packet) {
        fates.computeIfAbsent(fate, ignored -> new Packets()).add(packet.number());
    }

    /** Whether all IP packets meet this end: none is stopped otherwise, and only where that is the end do they pass all. */
    boolean only(Action action) {
        return (expired == 0 || action == Action.DROP)
                && fates.keySet().stream().allMatch(fate -> fate.action().isEmpty() || isAllowed(fate, action));
    }

    private boolean isAllowed(Fate fate, Action action) {
        boolean goesOn = fate.action().equals(Optional.of(Action.ACCEPT)) && fate.policy() < policies.size() - 1;
        return goesOn || fate.action().equals(Optional.of(action));
    }

    /** As people read it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Figures.count(packets, "IP packet")
                + (others == 0 ? "" : ", " + Figures.count(others, "frame") + " of something else")
                + (cut == 0
                        ? "."
                        : "; of " + Figures.number(cut) + " the capture kept only the beginning, and conditions on"
                                + " payloads see no more than that."));
        if (expired > 0) {
            lines.add(Figures.count(expired, "packet") + " not forwarded, as the time to live ends.");
        }
        Columns columns = new Columns("packets", "action", "by", "for example");
        for (Share share : shares()) {
            String rule = (share.group().isEmpty() ? "" : share.group() + ", ") + "rule " + share.number() + " ("
                    + share.rule() + ")";
            String by = share.number() == 0
                    ? "the default of policy " + share.policy()
                    : policies.size() == 1 ? rule : share.policy() + ", " + rule;
            String numbers = String.join(
                    ", ", share.first().stream().map(String::valueOf).toList());
            columns.row(
                    Figures.number(share.packets()),
                    share.action().isEmpty() ? "counted" : share.action(),
                    by,
                    numbers);
        }
        lines.addAll(columns.lines(2));
        return lines;
    }

    Result result() {
        return new Result(
                policies.stream().map(Policy::name).collect(Collectors.joining(", ")),
                packets,
                others,
                cut,
                expired,
                shares(),
                journey.problems().stream().map(ToldProblem::of).toList());
    }

    /** In the order of the policies on the way and of their rules, the default last. */
    private List<Share> shares() {
        return fates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Fate::policy)
                        .thenComparing(Fate::group)
                        .thenComparingInt(Fate::place)))
                .map(entry -> share(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Share share(Fate fate, Packets met) {
        return new Share(
                policies.get(fate.policy()).name(),
                fate.group(),
                fate.rule().isEmpty() ? 0 : fate.place(),
                fate.rule(),
                fate.action().map(SimulatedPacket::word).orElse(""),
                met.count,
                List.copyOf(met.first));
    }
}
