package org.firewright.agent.nftables.text;

/** A statement in its place in a rule, so that it can be replaced or taken out. */
final class Line {
    Statement statement;

    Line(Statement statement) {
        this.statement = statement;
    }
}
