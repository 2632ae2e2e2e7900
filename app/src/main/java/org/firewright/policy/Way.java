package org.firewright.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.firewright.agent.api.Hook;

/** The ways of packets through a namespace. */
public enum Way {
    /** Of packets that somebody in the namespace receives. */
    TO("Packets to this namespace", Hook.PREROUTING, Hook.INPUT),
    /** Of packets that it forwards. */
    THROUGH("Packets through it", Hook.PREROUTING, Hook.FORWARD, Hook.POSTROUTING),
    /** Of packets that somebody in it sends. */
    FROM("Packets from it", Hook.OUTPUT, Hook.POSTROUTING);

    private final String packets;
    private final List<Hook> hooks;

    Way(String packets, Hook... hooks) {
        this.packets = packets;
        this.hooks = List.of(hooks);
    }

    /** The packets that take it, for people. */
    public String packets() {
        return packets;
    }

    /** The hooks that they come by, in order. */
    public List<Hook> hooks() {
        return hooks;
    }

    /** Those of some policies that packets meet on this way, in order. */
    public List<Policy> met(List<Policy> policies) {
        return policies.stream()
                .filter(policy -> hooks.contains(policy.hook()))
                .sorted(Comparator.comparingInt((Policy policy) -> hooks.indexOf(policy.hook()))
                        .thenComparingInt(Policy::priority))
                .toList();
    }

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
