package org.firewright.agent.nftables.text;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.nftables.text.Statement.Relation;

/** Makes of statements what a person would have written: names, types, flags, prefixes, and nothing that is implied. */
final class Simplifier {
    private final Walk walk;
    private final TermSimplifier terms;
    private final RelationSimplifier relations;

    private Simplifier(Walk walk) {
        this.walk = walk;
        terms = new TermSimplifier(walk);
        relations = new RelationSimplifier(walk, terms);
    }

    static List<Statement> simplify(TableContext table, List<Statement> statements) {
        Walk walk = new Walk(table, statements);
        Simplifier simplifier = new Simplifier(walk);
        for (Line each : List.copyOf(walk.lines())) {
            walk.turn(each);
            simplifier.line(each);
        }
        List<Statement> simple = new ArrayList<>(walk.lines().size());
        for (Line each : walk.lines()) {
            simple.add(each.tunnel == null ? each.statement : each.tunnel.through(each.statement));
        }
        return simple;
    }

    private void line(Line line) {
        boolean test = line.statement.isTest();
        if (line.statement instanceof Relation(Statement.Comparison comparison, Term left, Term right)) {
            walk.look(Tunnel.of(left));
            line.tunnel = walk.tunnel();
            line.statement = new Relation(comparison, line.tunnel == null ? left : Tunnel.within(left), right);
        }
        statement(line.statement);
        walk.leave(test);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Relation relation -> {
                relations.relation(relation);
                relations.joinRange();
            }
            case Statement.VerdictMap(Term.Mapped mapped) -> {
                walk.line().statement = new Statement.VerdictMap((Term.Mapped) terms.term(mapped));
            }
            case Statement.SetPacket set -> walk.line().statement = setPacket(set);
            case Statement.SetMeta(int key, Term value) ->
                walk.line().statement = new Statement.SetMeta(key, terms.term(value));
            case Statement.SetConnection(int key, int direction, Term value) -> {
                Term simple = terms.term(value);
                walk.line().statement = new Statement.SetConnection(
                        key, direction, key == Keys.CT_EVENTS ? Terms.alternatives(simple) : simple);
            }
            case Statement.Nat(String action, int family, Term address, Term port, int flags) -> {
                Term simple = address == null ? null : terms.term(address);
                Term simplePort = port;
                if (port != null) {
                    walk.dependencies().reset();
                    simplePort = terms.term(port);
                }
                walk.line().statement = new Statement.Nat(action, family, simple, simplePort, flags);
            }
            case Statement.Tproxy(int family, Term address, Term port) -> {
                Term simple = address == null ? null : terms.term(address);
                Term simplePort = port;
                if (port != null) {
                    walk.dependencies().reset();
                    simplePort = terms.term(port);
                }
                walk.line().statement = new Statement.Tproxy(family, simple, simplePort);
            }
            case Statement.Duplicate(Term to, Term device) ->
                walk.line().statement = new Statement.Duplicate(
                        to == null ? null : terms.term(to), device == null ? null : terms.term(device));
            case Statement.Forward(int family, Term device, Term address) ->
                walk.line().statement =
                        new Statement.Forward(family, terms.term(device), address == null ? null : terms.term(address));
            case Statement.Queue(Term number, int flags) -> {
                boolean plain = number instanceof Term.Value || number instanceof Term.Span;
                walk.line().statement = plain ? statement : new Statement.Queue(terms.term(number), flags);
            }
            case Statement.Update(
                    int operation,
                    SetDescription set,
                    Term key,
                    long timeout,
                    List<Statement> stateful,
                    Term data) -> {
                Term simple = terms.unmasked(key);
                walk.line().statement = new Statement.Update(
                        operation, set, simple, timeout, stateful, data == null ? null : terms.term(data));
            }
            case Statement.Use(int type, Term name) ->
                walk.line().statement = new Statement.Use(type, name instanceof Term.Mapped ? terms.term(name) : name);
            case Statement.Reject reject -> walk.line().statement = reject(reject);
            default -> {}
        }
    }

    private Statement setPacket(Statement.SetPacket set) {
        Term.Packet target = walk.fields().complete(set.target());
        walk.dependencies().releaseBy(target);
        Term value = Terms.typed(set.value(), target.type(), target.order());
        if (!target.isKnown() && value instanceof Term.Binary binary) {
            Statement.SetPacket partly = PartialWrite.of(walk.fields(), set.target(), binary);
            if (partly != null) {
                walk.dependencies().releaseBy(partly.target());
                return new Statement.SetPacket(partly.target(), terms.term(partly.value()));
            }
        }
        return new Statement.SetPacket(target, terms.term(value));
    }

    @SuppressWarnings("RefactorSwitch") // cases of several statements
    private Statement reject(Statement.Reject reject) {
        boolean reset = reject.type() == RuleText.TCP_RESET;
        switch (walk.protocol().family()) {
            case TableContext.IPV4, TableContext.IPV6 -> {
                if (reset) {
                    walk.dependencies().release(3);
                }
                return new Statement.Reject(
                        reject.type(), reject.code(), walk.protocol().family(), false);
            }
            default -> {
                if (reject.type() == RuleText.ICMPX) {
                    return reject;
                }
                Header network = walk.protocol().at(Header.NETWORK);
                int family = Headers.IP.equals(network)
                        ? TableContext.IPV4
                        : Headers.IP6.equals(network) ? TableContext.IPV6 : 0;
                walk.dependencies().release(2);
                return new Statement.Reject(reject.type(), reject.code(), family, true);
            }
        }
    }
}
