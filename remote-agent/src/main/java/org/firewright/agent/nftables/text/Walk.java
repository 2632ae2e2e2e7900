package org.firewright.agent.nftables.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where in a rule whoever simplifies it stands: at which line, looking through which tunnel, and what is known there. */
final class Walk {
    private final TableContext table;
    private final List<Line> lines = new ArrayList<>();
    /** Of the packet, and of what each tunnel carries. */
    private final Map<Optional<Tunnel>, Sight> sights = new HashMap<>();

    private Tunnel tunnel;
    private Sight sight;
    private Line line;

    Walk(TableContext table, List<Statement> statements) {
        this.table = table;
        statements.forEach(statement -> lines.add(new Line(statement, null)));
        look(null);
    }

    /** Turns to what a tunnel carries, or with null to the packet itself. */
    void look(Tunnel through) {
        sight = sights.computeIfAbsent(
                Optional.ofNullable(through),
                ignored -> through == null ? Sight.of(table, lines) : Sight.through(through, table, lines));
        if (through != null && through.isProtocol()) {
            sights.get(Optional.<Tunnel>empty()).dependencies().release(Header.TRANSPORT + 1);
        }
        tunnel = through;
    }

    /** Leaves a line: what was looked at last may be joined with the next, and what has an effect makes all be forgotten. */
    void leave(boolean test) {
        Sight looked = sight;
        look(null);
        sights.values().forEach(each -> {
            each.dependencies().previous(each.equals(looked) ? line : null);
            if (!test) {
                each.dependencies().reset();
            }
        });
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
