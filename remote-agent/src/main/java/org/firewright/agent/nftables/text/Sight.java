package org.firewright.agent.nftables.text;

import java.util.List;

/**
 * What a rule has found out so far about a packet: the one that came, or the one that a tunnel carries.
 *
 * @param protocol which headers it has
 * @param dependencies which tests may turn out to be implied
 * @param fields names of its bytes
 */
record Sight(Protocol protocol, Dependencies dependencies, Fields fields) {
    static Sight of(TableContext table, List<Line> lines) {
        return of(new Protocol(table.family()), table, false, lines);
    }

    /** Of what a tunnel carries. */
    static Sight through(Tunnel tunnel, TableContext table, List<Line> lines) {
        return of(new Protocol(tunnel), table, true, lines);
    }

    private static Sight of(Protocol protocol, TableContext table, boolean carried, List<Line> lines) {
        return new Sight(protocol, new Dependencies(table.family(), carried, lines), new Fields(protocol));
    }
}
