package org.firewright.agent.nftables.text;

/** A statement in its place in a rule, so that it can be replaced or taken out. */
final class Line {
    Statement statement;
    /** What it looks through, null where it looks at the packet itself. */
    Tunnel tunnel;

    Line(Statement statement, Tunnel tunnel) {
        this.statement = statement;
        this.tunnel = tunnel;
    }
}
