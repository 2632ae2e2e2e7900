package org.firewright.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.Hook;

/** The ways of packets through a namespace. */
public enum Way {
    /** Of packets that somebody in the namespace receives. */
    TO,
    /** Of packets that it forwards. */
    THROUGH,
    /** Of packets that somebody in it sends. */
    FROM;

    /** The packets that take it, for people. */
    public String packets() {
        return switch (this) {
            case TO -> "Packets to this namespace";
            case THROUGH -> "Packets through it";
            case FROM -> "Packets from it";
        };
    }

    /** The hooks that they come by, in order. */
    public List<Hook> hooks() {
        return switch (this) {
            case TO -> List.of(Hook.PREROUTING, Hook.INPUT);
            case THROUGH -> List.of(Hook.PREROUTING, Hook.FORWARD, Hook.POSTROUTING);
            case FROM -> List.of(Hook.OUTPUT, Hook.POSTROUTING);
        };
    }

    /** Those of some policies that packets meet on this way, in order. */
    public List<Policy> met(List<Policy> policies) {
        return policies.stream()
                .filter(policy -> hooks().contains(policy.hook()))
                .sorted(Comparator.comparingInt((Policy policy) -> hooks().indexOf(policy.hook()))
                        .thenComparingInt(Policy::priority))
                .toList();
    }

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
