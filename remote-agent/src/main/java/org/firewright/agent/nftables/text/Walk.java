package org.firewright.agent.nftables.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where in a rule whoever simplifies it stands: at which line, looking through which tunnel, and what is known there. */
final class Walk {
    private final TableContext table;
    private final List<Line> lines = new ArrayList<>();
    /** Of the packet itself. */
    private final Sight plain;
    /** Of what each tunnel carries that was looked through. */
    private final Map<Tunnel, Sight> carried = new EnumMap<>(Tunnel.class);

    private Tunnel tunnel;
    private Sight sight;
    private Line line;

    Walk(TableContext table, List<Statement> statements) {
        this.table = table;
        statements.forEach(statement -> lines.add(new Line(statement, null)));
        plain = Sight.of(table, lines);
        sight = plain;
    }

    /** Turns to what a tunnel carries, or with null to the packet itself. */
    void look(Tunnel through) {
        sight = through == null
                ? plain
                : carried.computeIfAbsent(through, tunnelled -> Sight.through(tunnelled, table, lines));
        if (through != null && through.isProtocol()) {
            plain.dependencies().release(Header.TRANSPORT + 1);
        }
        tunnel = through;
    }

    /** Leaves a line: what was looked at last may be joined with the next, and what has an effect makes all be forgotten. */
    void leave(boolean test) {
        Sight looked = sight;
        look(null);
        leave(plain, looked, test);
        carried.values().forEach(each -> leave(each, looked, test));
    }

    private void leave(Sight each, Sight looked, boolean test) {
        each.dependencies().previous(each.equals(looked) ? line : null);
        if (!test) {
            each.dependencies().reset();
        }
    }

    /** What is looked through, null for the packet itself. */
    Tunnel tunnel() {
        return tunnel;
    }

    Protocol protocol() {
        return sight.protocol();
    }

    Dependencies dependencies() {
        return sight.dependencies();
    }

    Fields fields() {
        return sight.fields();
    }

    List<Line> lines() {
        return lines;
    }

    /** The line, null where others have taken its place. */
    Line line() {
        return line;
    }

    void turn(Line next) {
        line = next;
    }
}
