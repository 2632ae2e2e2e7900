package org.firewright.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Hook;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Way;

/**
 * The policies of a namespace that packets meet on one way, ready for packets. A packet that one of them accepts goes on
 * to the next; one that is dropped or rejected meets no further policy. Of what the kernel does to a packet between its
 * hooks, only the time to live is thought of: fragments stay as they are, and no connection is tracked. For one thread.
 */
public final class Journey {
    private final Way way;
    private final List<Simulator> simulators;
    private final Memory memory = new Memory();

    private Journey(Way way, List<Simulator> simulators) {
        this.way = way;
        this.simulators = simulators;
    }

    /**
     * Prepares policies.
     *
     * @param policies of a namespace, in any order; those that are not on the way take no part
     * @param groups to which their rules may jump
     * @param lists contents by name, without the dollar sign
     */
    public static Journey of(
            Way way, List<Policy> policies, Groups groups, Map<String, AddressRanges> lists, AddressFacts facts) {
        return new Journey(
                way,
                way.met(policies).stream()
                        .map(policy -> Simulator.of(policy, groups, lists, facts))
                        .toList());
    }

    /** The way that packets take. */
    public Way way() {
        return way;
    }

    /** The policies that they meet, in order. */
    public List<Simulator> simulators() {
        return simulators;
    }

    /** Rules that take no part although they are on, and why. */
    public List<ProjectProblem> problems() {
        return simulators.stream()
                .flatMap(simulator -> simulator.problems().stream())
                .distinct()
                .toList();
    }

    /**
     * A policy that a packet has met.
     *
     * @param packet as it was there
     */
    public record Met(Policy policy, Packet packet, Outcome outcome) {
        /** Whether the packet goes on. */
        public boolean passes() {
            return outcome.action() == Action.ACCEPT;
        }
    }

    /**
     * What became of a packet.
     *
     * @param met the policies that it met, in order: behind one that it does not pass there is none
     * @param expired whether its time to live ended in between, so that the kernel did not forward it
     */
    public record Passed(List<Met> met, boolean expired) {
        public Passed {
            met = List.copyOf(met);
        }

        /** What became of it in the end. */
        public Action action() {
            return expired
                    ? Action.DROP
                    : stopped().map(last -> last.outcome().action()).orElse(Action.ACCEPT);
        }

        /** The policy that it did not pass; empty where it passed all. */
        public Optional<Met> stopped() {
            return met.stream().filter(each -> !each.passes()).findFirst();
        }
    }

    /** What becomes of a packet that is looked at by itself, as {@link Simulator#simulate(Packet)} does. */
    public Passed simulate(Packet packet) {
        return follow(packet, Simulator::simulate);
    }

    /** What becomes of the next of packets one behind the other, as {@link History#simulate} has it. */
    public Passed next(Packet packet, long nanos) {
        return follow(packet, (simulator, here) -> new History(simulator, memory).simulate(here, nanos));
    }

    private Passed follow(Packet packet, BiFunction<Simulator, Packet, Outcome> outcome) {
        List<Met> met = new ArrayList<>();
        Packet here = packet;
        for (Simulator simulator : simulators) {
            Policy policy = simulator.policy();
            boolean forwarded = !met.isEmpty()
                    && met.getLast().policy().hook() == Hook.PREROUTING
                    && way == Way.THROUGH
                    && policy.hook() != Hook.PREROUTING;
            if (forwarded) {
                Optional<Packet> sent = here.forwarded();
                if (sent.isEmpty()) {
                    return new Passed(met, true);
                }
                here = sent.get();
            }
            met.add(new Met(policy, here, outcome.apply(simulator, here)));
            if (!met.getLast().passes()) {
                break;
            }
        }
        return new Passed(met, false);
    }
}
