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
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.simulate.CaptureFile;
import org.firewright.simulate.CapturedPacket;
import org.firewright.simulate.History;
import org.firewright.simulate.Outcome;
import org.firewright.simulate.Packet;
import org.firewright.simulate.Simulator;

/** What a policy would do with all packets of a capture file; rates and limits count by the capture's times. */
final class Replay {
    /** Numbers of packets that are told for each share, so that one can look them up in the capture. */
    private static final int EXAMPLES = 5;

    private final Policy policy;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Fate, Packets> fates = new HashMap<>();
    private long packets;
    private long others;
    private long cut;

    /**
     * What can become of a packet at one place.
     *
     * @param place the rule's place in its policy from 1 on, behind all rules for the default
     * @param action empty for a rule that only counts
     */
    private record Fate(int place, Optional<Action> action) {}

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

    private Replay(Policy policy) {
        this.policy = policy;
        policy.rules().forEach(rule -> places.put(rule.name(), places.size() + 1));
    }

    /** The result as JSON; {@code rule} is empty and {@code number} 0 where the policy's default decides. */
    record Result(String policy, long packets, long notIp, long cut, List<Share> shares, List<ToldProblem> problems) {}

    /** Packets that one rule decides or, with an empty action, counts; and the numbers of the first of them. */
    record Share(int number, String rule, String action, long packets, List<Long> first) {}

    /** Reads the whole file. */
    static Replay of(Path file, Policy policy, Simulator simulator, Packet.Surroundings surroundings)
            throws ProblemException {
        Replay replay = new Replay(policy);
        History history = simulator.history();
        try (CaptureFile capture = CaptureFile.open(file)) {
            Optional<CapturedPacket> next = capture.next();
            while (next.isPresent()) {
                replay.add(next.get(), history, surroundings);
                next = capture.next();
            }
        } catch (NoSuchFileException e) {
            throw ProblemException.of(Problem.Kind.NOT_FOUND, "There is no file " + file + ".", "");
        } catch (IOException e) {
            throw ProblemException.of(Problem.Kind.REQUEST, e.getMessage(), "");
        }
        return replay;
    }

    private void add(CapturedPacket packet, History history, Packet.Surroundings surroundings) {
        if (!packet.ip()) {
            others++;
            return;
        }
        packets++;
        cut += packet.cut() ? 1 : 0;
        Outcome outcome = history.simulate(Packet.of(packet.bytes(), surroundings), packet.nanos());
        outcome.counted().forEach(rule -> add(new Fate(places.get(rule.name()), Optional.empty()), packet));
        int place = outcome.decidedBy().map(rule -> places.get(rule.name())).orElse(places.size() + 1);
        add(new Fate(place, Optional.of(outcome.action())), packet);
    }

    private void add(Fate fate, CapturedPacket packet) {
        fates.computeIfAbsent(fate, ignored -> new Packets()).add(packet.number());
    }

    /** Whether all IP packets meet this end. */
    boolean only(Action action) {
        return fates.keySet().stream()
                .allMatch(fate -> fate.action().isEmpty() || fate.action().get() == action);
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
        Columns columns = new Columns("packets", "action", "by", "for example");
        for (Share share : shares()) {
            String by = share.number() == 0
                    ? "the default of policy " + policy.name()
                    : "rule " + share.number() + " (" + share.rule() + ")";
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

    Result result(Simulator simulator) {
        return new Result(
                policy.name(),
                packets,
                others,
                cut,
                shares(),
                simulator.problems().stream().map(ToldProblem::of).toList());
    }

    /** In the order of the rules, the default last. */
    private List<Share> shares() {
        return fates.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().place()))
                .map(entry -> share(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Share share(Fate fate, Packets met) {
        boolean isDefault = fate.place() > places.size();
        return new Share(
                isDefault ? 0 : fate.place(),
                isDefault ? "" : policy.rules().get(fate.place() - 1).name(),
                fate.action().map(Simulate::word).orElse(""),
                met.count,
                List.copyOf(met.first));
    }
}
