package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.agent.nftables.text.Statement.Comparison;
import org.firewright.agent.nftables.text.Statement.Relation;
import org.firewright.agent.nftables.text.Term.Operation;

/** Makes of statements what a person would have written: names, types, flags, prefixes, and nothing that is implied. */
final class Simplifier {
    private final List<Line> lines = new ArrayList<>();
    private final TableContext table;
    /** Of the packet, and of what each tunnel carries. */
    private final Map<Optional<Tunnel>, Sight> sights = new HashMap<>();

    /** What is looked through just now, null for the packet itself; the next three belong to it. */
    private Tunnel tunnel;

    private Protocol protocol;
    private Dependencies dependencies;
    private Fields fields;
    /** Whether masks are left out at once, since nothing else could leave them out. */
    private boolean withoutMasks;

    private Line line;

    private Simplifier(TableContext table, List<Statement> statements) {
        this.table = table;
        statements.forEach(statement -> lines.add(new Line(statement, null)));
        look(null);
    }

    /** Turns to what a tunnel carries, or with null to the packet itself. */
    private void look(Tunnel through) {
        Sight sight = sights.computeIfAbsent(
                Optional.ofNullable(through),
                ignored -> through == null ? Sight.of(table, lines) : Sight.through(through, table, lines));
        if (through != null && through.isProtocol()) {
            sights.get(Optional.<Tunnel>empty()).dependencies().release(Header.TRANSPORT + 1);
        }
        tunnel = through;
        protocol = sight.protocol();
        dependencies = sight.dependencies();
        fields = sight.fields();
    }

    static List<Statement> simplify(TableContext table, List<Statement> statements) {
        Simplifier simplifier = new Simplifier(table, statements);
        for (Line each : List.copyOf(simplifier.lines)) {
            simplifier.line = each;
            simplifier.line();
        }
        return simplifier.lines.stream()
                .map(each -> each.tunnel == null ? each.statement : each.tunnel.through(each.statement))
                .toList();
    }

    private void line() {
        boolean test = line.statement.isTest();
        if (line.statement instanceof Relation(Comparison comparison, Term left, Term right)) {
            look(Tunnel.of(left));
            line.tunnel = tunnel;
            line.statement = new Relation(comparison, tunnel == null ? left : Tunnel.within(left), right);
        }
        statement(line.statement);
        Dependencies looked = dependencies;
        look(null);
        sights.values().forEach(sight -> {
            sight.dependencies().previous(sight.dependencies() == looked ? line : null);
            if (!test) {
                sight.dependencies().reset();
            }
        });
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Relation relation -> {
                relation(relation);
                joinRange();
            }
            case Statement.VerdictMap(Term.Mapped mapped) -> {
                line.statement = new Statement.VerdictMap((Term.Mapped) term(mapped));
            }
            case Statement.SetPacket set -> line.statement = setPacket(set);
            case Statement.SetMeta(int key, Term value) -> line.statement = new Statement.SetMeta(key, term(value));
            case Statement.SetConnection(int key, int direction, Term value) -> {
                Term simple = term(value);
                line.statement = new Statement.SetConnection(
                        key, direction, key == Keys.CT_EVENTS ? Terms.alternatives(simple) : simple);
            }
            case Statement.Nat(String action, int family, Term address, Term port, int flags) -> {
                Term simple = address == null ? null : term(address);
                Term simplePort = port;
                if (port != null) {
                    dependencies.reset();
                    simplePort = term(port);
                }
                line.statement = new Statement.Nat(action, family, simple, simplePort, flags);
            }
            case Statement.Tproxy(int family, Term address, Term port) -> {
                Term simple = address == null ? null : term(address);
                Term simplePort = port;
                if (port != null) {
                    dependencies.reset();
                    simplePort = term(port);
                }
                line.statement = new Statement.Tproxy(family, simple, simplePort);
            }
            case Statement.Duplicate(Term to, Term device) ->
                line.statement =
                        new Statement.Duplicate(to == null ? null : term(to), device == null ? null : term(device));
            case Statement.Forward(int family, Term device, Term address) ->
                line.statement = new Statement.Forward(family, term(device), address == null ? null : term(address));
            case Statement.Queue(Term number, int flags) -> {
                boolean plain = number instanceof Term.Value || number instanceof Term.Span;
                line.statement = plain ? statement : new Statement.Queue(term(number), flags);
            }
            case Statement.Update(
                    int operation,
                    SetDescription set,
                    Term key,
                    long timeout,
                    List<Statement> stateful,
                    Term data) -> {
                withoutMasks = true;
                Term simple = term(key);
                withoutMasks = false;
                line.statement = new Statement.Update(
                        operation, set, simple, timeout, stateful, data == null ? null : term(data));
            }
            case Statement.Use(int type, Term name) ->
                line.statement = new Statement.Use(type, name instanceof Term.Mapped ? term(name) : name);
            case Statement.Reject reject -> line.statement = reject(reject);
            default -> {}
        }
    }

    /** Names and types of a term that stands by itself. */
    private Term term(Term term) {
        return switch (term) {
            case Term.Mapped mapped -> mapped(mapped);
            case Term.Joined(List<Term> terms) -> {
                boolean before = withoutMasks;
                withoutMasks = true;
                List<Term> simple = terms.stream().map(this::term).toList();
                withoutMasks = before;
                yield new Term.Joined(simple);
            }
            case Term.Swapped(Term inner) -> new Term.Swapped(term(inner));
            case Term.Binary binary -> binary(binary);
            case Term.Packet packet -> {
                Term.Packet complete = fields.complete(packet);
                dependencies.releaseBy(complete);
                yield complete;
            }
            case Term.Carried(Tunnel through, Term carried) -> {
                Tunnel before = tunnel;
                look(through);
                Term simple = through.through(term(carried));
                look(before);
                yield simple;
            }
            case Term.Value value -> Terms.bits(value);
            case Term.Span(Term from, Term to) -> new Term.Span(term(from), term(to));
            case Term.Prefix(Term value, int length) -> new Term.Prefix(value, length);
            case Term.Extension extension -> {
                releaseBy(extension);
                yield extension;
            }
            case Term.Connection connection -> typed(connection);
            case Term.Hash(Term source, String rest) -> new Term.Hash(term(source), rest);
            case Term.Source source -> source;
            case Term.Meta meta -> meta;
            case Term.InSet set -> set;
            case Term.Verdict verdict -> verdict;
            case Term.Alternatives alternatives -> alternatives;
            case Term.Rest rest -> rest;
        };
    }

    private void releaseBy(Term.Extension extension) {
        switch (extension.operation()) {
            case Options.TCP -> dependencies.release(3);
            case Options.IPV4, Options.IPV6 -> dependencies.release(2);
            default -> {}
        }
    }

    private Term mapped(Term.Mapped mapped) {
        Term key = mapped.key();
        Term.InSet map = mapped.map();
        if (key instanceof Term.Binary(Operation operation, Term.Packet packet, Term.Value mask)
                && operation == Operation.AND) {
            Fields.Trimmed trimmed = fields.trim(packet, mask);
            if (trimmed != null) {
                key = trimmed.term();
                map = new Term.InSet(map.set(), trimmed.shift(), key.bits());
            }
        }
        return new Term.Mapped(term(key), map, mapped.type());
    }

    private Term binary(Term.Binary binary) {
        Term left = term(binary.left());
        Term right = binary.right();
        switch (binary.operation()) {
            case LEFT, RIGHT -> right = Terms.typed(right, DataTypes.INTEGER, Order.HOST);
            case AND -> {
                right = Terms.typed(right, left.type(), left.order());
                if (withoutMasks && left instanceof Term.Packet packet && right instanceof Term.Value mask) {
                    Fields.Trimmed trimmed = fields.trim(packet, mask);
                    if (trimmed == null) {
                        return new Term.Binary(binary.operation(), left, right);
                    }
                    return term(trimmed.term());
                }
            }
            default -> right = Terms.typed(right, left.type(), left.order());
        }
        return new Term.Binary(binary.operation(), left, term(right));
    }

    private Term.Connection typed(Term.Connection connection) {
        Header network = protocol.at(Header.NETWORK);
        return switch (connection.key()) {
            case Keys.CT_SADDR, Keys.CT_DADDR -> {
                if (Headers.IP.equals(network)) {
                    yield new Term.Connection(connection.key(), connection.direction(), DataTypes.IPV4_ADDR, 32, "ip");
                }
                yield Headers.IP6.equals(network)
                        ? new Term.Connection(connection.key(), connection.direction(), DataTypes.IPV6_ADDR, 128, "ip6")
                        : connection;
            }
            case Keys.CT_SPORT, Keys.CT_DPORT ->
                protocol.at(Header.TRANSPORT) == null
                        ? connection
                        : new Term.Connection(connection.key(), connection.direction(), DataTypes.INET_SERVICE, 16, "");
            default -> connection;
        };
    }

    private void relation(Relation relation) {
        if (relation.left() instanceof Term.Packet packet) {
            packet(relation.comparison(), packet, relation.right());
            return;
        }
        Term left = term(relation.left());
        Term right = typed(relation.right(), left);
        right = right instanceof Term.Joined ? right : term(right);
        Relation simple = new Relation(relation.comparison(), left, right);
        line.statement = simple;
        switch (left) {
            case Term.Connection connection -> key(simple, layer(connection), Protocol.isProtocol(connection));
            case Term.Meta(int key) -> {
                int layer = key == Keys.L4PROTO ? 2 : key == Keys.NFPROTO || key == Keys.PROTOCOL ? 1 : 0;
                key(simple, layer, layer > 0 || key == Keys.LINK_TYPE);
            }
            case Term.Binary binary -> masked(simple, binary);
            default -> {}
        }
    }

    private static Term typed(Term right, Term left) {
        if (right instanceof Term.Joined(List<Term> values)
                && left instanceof Term.Joined(List<Term> sources)
                && values.size() == sources.size()) {
            List<Term> typed = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Term source = sources.get(i);
                Term value = Terms.typed(values.get(i), source.type(), source.order());
                typed.add(value instanceof Term.Value single ? Terms.bits(single) : value);
            }
            return new Term.Joined(List.copyOf(typed));
        }
        return Terms.typed(right, left.type(), left.order());
    }

    private static int layer(Term.Connection connection) {
        return switch (connection.key()) {
            case Keys.CT_SADDR, Keys.CT_DADDR, Keys.CT_PROTOCOL -> 2;
            case Keys.CT_SPORT, Keys.CT_DPORT -> 3;
            case Keys.CT_L3PROTO -> 1;
            default -> 0;
        };
    }

    private void key(Relation relation, int layer, boolean isProtocol) {
        boolean one = relation.comparison() == Comparison.EQUAL
                && !(relation.right() instanceof Term.Span)
                && !(relation.right() instanceof Term.InSet);
        if (!one) {
            return;
        }
        if (isProtocol) {
            protocol.learn(relation.left(), relation.right());
        }
        if (layer < 3) {
            if (dependencies.exists(layer) && dependencies.mayReleaseBy(relation)) {
                dependencies.release(layer);
            }
            if (isProtocol) {
                dependencies.store(line, layer);
            }
        }
    }

    private void packet(Comparison comparison, Term.Packet packet, Term right) {
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
        if (equality && right instanceof Term.Value value) {
            expand(comparison, packet, value);
            return;
        }
        if (equality && right instanceof Term.InSet set && set.set().isAnonymous()) {
            learnMessage(packet, set);
        }
        Term.Packet complete = fields.complete(packet);
        line.statement = new Relation(comparison, complete, Terms.typed(right, complete.type(), complete.order()));
        dependencies.releaseBy(complete);
    }

    /** A set of ICMP types tells which fields there are as its first element does. */
    private void learnMessage(Term.Packet packet, Term.InSet set) {
        Header header = protocol.at(packet.base());
        boolean type = packet.base() == Header.TRANSPORT
                && packet.offset() == 0
                && packet.bits() == 8
                && protocol.message() == 0
                && (Headers.ICMP.equals(header) || Headers.ICMPV6.equals(header));
        List<SetElements.Entry> entries = type ? SetElements.of(set.set(), 0, 0) : List.of();
        if (!entries.isEmpty() && entries.getFirst().key() instanceof Term.Value value) {
            protocol.message(value.number().intValue());
        }
    }

    private void expand(Comparison comparison, Term.Packet packet, Term.Value value) {
        int layer = packet.base() + 1;
        int at = lines.indexOf(line);
        int left = value.bits();
        lines.remove(at);
        for (Term.Packet part : fields.expand(packet)) {
            left -= part.bits();
            BigInteger number = value.number().shiftRight(Math.max(left, 0)).and(Terms.ones(part.bits()));
            Term right = new Term.Value(number, part.bits(), part.type(), part.order());
            if (part.field() != null && part.bits() < part.field().bits()) {
                int missing = part.field().bits() - part.bits();
                right = new Term.Prefix(
                        new Term.Value(number.shiftLeft(missing), part.field().bits(), part.type(), part.order()),
                        part.bits());
            }
            Relation relation = new Relation(comparison, part, right);
            Header before = protocol.at(packet.base());
            if (comparison == Comparison.EQUAL) {
                protocol.learn(part, right);
            }
            Line next = new Line(relation, tunnel);
            lines.add(at, next);
            if (isStacked(before, relation)) {
                layer--;
            }
            int size = lines.size();
            dependencies.releaseBy(part);
            at += 1 - (size - lines.size());
            if (comparison == Comparison.EQUAL && part.key()) {
                dependencies.store(next, layer);
            }
        }
        line = null;
    }

    private static boolean isStacked(Header header, Relation relation) {
        if (header == null
                || relation.comparison() != Comparison.EQUAL
                || !(relation.left() instanceof Term.Packet packet)
                || !packet.key()
                || !(relation.right() instanceof Term.Value value)) {
            return false;
        }
        Header next = header.next(value.number().longValue());
        return next != null && next.base() == header.base();
    }

    private void masked(Relation relation, Term.Binary binary) {
        boolean equality = relation.comparison() == Comparison.EQUAL || relation.comparison() == Comparison.NOT_EQUAL;
        Term right = relation.right();
        if (right instanceof Term.InSet && right.type().isFlags()) {
            return; // flags in a set are not told apart from their mask
        }
        if (binary.operation() == Operation.AND && equality && right.type().isFlags()) {
            flags(relation, binary);
        } else if (binary.operation() == Operation.AND
                && binary.left().type().prefix()
                && right instanceof Term.Value
                && binary.right() instanceof Term.Value mask
                && Terms.isPrefix(mask.number(), mask.bits())) {
            line.statement = new Relation(
                    relation.comparison(), binary.left(), new Term.Prefix(right, Terms.prefixLength(mask.number())));
        } else if (binary.operation() == Operation.AND && binary.right() instanceof Term.Value mask) {
            unmask(relation, binary.left(), mask);
        } else if (binary.operation() == Operation.RIGHT
                && binary.left() instanceof Term.Binary(Operation inner, Term source, Term.Value mask)
                && inner == Operation.AND
                && binary.right() instanceof Term.Value shift) {
            unshift(relation, source, mask, shift);
        }
    }

    private void flags(Relation relation, Term.Binary binary) {
        boolean equal = relation.comparison() == Comparison.EQUAL;
        Term mask = binary.right();
        Term right = relation.right();
        if (right instanceof Term.Value value && value.number().signum() == 0) {
            line.statement =
                    new Relation(equal ? Comparison.NONE : Comparison.ANY, binary.left(), Terms.alternatives(mask));
        } else if (!(right instanceof Term.Value value
                && mask instanceof Term.Value same
                && value.number().equals(same.number()))) {
            line.statement =
                    new Statement.Flags(!equal, binary.left(), Terms.alternatives(mask), Terms.alternatives(right));
        }
    }

    private void unmask(Relation relation, Term left, Term.Value mask) {
        Fields.Trimmed trimmed = trim(left, mask);
        if (trimmed == null) {
            return;
        }
        Term right = shifted(relation.right(), trimmed);
        if (trimmed.term() instanceof Term.Packet packet) {
            packet(relation.comparison(), packet, right);
        } else {
            Term term = trimmed.term();
            line.statement = new Relation(relation.comparison(), term, Terms.typed(right, term.type(), term.order()));
        }
    }

    private static Term shifted(Term right, Fields.Trimmed trimmed) {
        return switch (right) {
            case Term.Value value ->
                new Term.Value(
                        value.number().shiftRight(trimmed.shift()),
                        trimmed.term().bits(),
                        value.type(),
                        value.order());
            case Term.Span(Term from, Term to) -> new Term.Span(shifted(from, trimmed), shifted(to, trimmed));
            case Term.InSet set ->
                new Term.InSet(set.set(), trimmed.shift(), trimmed.term().bits());
            default -> right;
        };
    }

    private void unshift(Relation relation, Term source, Term.Value mask, Term.Value shift) {
        Fields.Trimmed trimmed = trim(source, mask);
        if (trimmed == null || trimmed.shift() != shift.number().intValue()) {
            return;
        }
        Term complete = trimmed.term() instanceof Term.Packet packet ? term(packet) : trimmed.term();
        line.statement = new Relation(
                relation.comparison(), complete, Terms.typed(relation.right(), complete.type(), complete.order()));
    }

    private Fields.Trimmed trim(Term source, Term.Value mask) {
        return switch (source) {
            case Term.Packet packet -> fields.trim(packet, mask);
            case Term.Extension extension -> fields.trim(extension, mask);
            default -> null;
        };
    }

    /** Two comparisons that make a range. */
    private void joinRange() {
        Line previous = dependencies.previous();
        if (previous == null
                || line == null
                || !(line.statement instanceof Relation last)
                || !(previous.statement instanceof Relation first)
                || !unswapped(first.left())
                        .getClass()
                        .equals(unswapped(last.left()).getClass())) {
            return;
        }
        Comparison joined =
                first.comparison() == Comparison.GREATER_OR_EQUAL && last.comparison() == Comparison.LESS_OR_EQUAL
                        ? Comparison.EQUAL
                        : first.comparison() == Comparison.LESS && last.comparison() == Comparison.GREATER
                                ? Comparison.NOT_EQUAL
                                : null;
        if (joined != null) {
            line.statement = new Relation(joined, last.left(), new Term.Span(first.right(), last.right()));
            lines.remove(previous);
        }
    }

    private static Term unswapped(Term term) {
        return term instanceof Term.Swapped(Term inner) ? inner : term;
    }

    private Statement setPacket(Statement.SetPacket set) {
        Term.Packet target = fields.complete(set.target());
        dependencies.releaseBy(target);
        Term value = Terms.typed(set.value(), target.type(), target.order());
        if (!target.isKnown() && value instanceof Term.Binary binary) {
            Statement.SetPacket partly = PartialWrite.of(fields, set.target(), binary);
            if (partly != null) {
                dependencies.releaseBy(partly.target());
                return new Statement.SetPacket(partly.target(), term(partly.value()));
            }
        }
        return new Statement.SetPacket(target, term(value));
    }

    @SuppressWarnings("RefactorSwitch") // cases of several statements
    private Statement reject(Statement.Reject reject) {
        boolean reset = reject.type() == RuleText.TCP_RESET;
        switch (protocol.family()) {
            case TableContext.IPV4, TableContext.IPV6 -> {
                if (reset) {
                    dependencies.release(3);
                }
                return new Statement.Reject(reject.type(), reject.code(), protocol.family(), false);
            }
            default -> {
                if (reject.type() == RuleText.ICMPX) {
                    return reject;
                }
                Header network = protocol.at(Header.NETWORK);
                int family = Headers.IP.equals(network)
                        ? TableContext.IPV4
                        : Headers.IP6.equals(network) ? TableContext.IPV6 : 0;
                dependencies.release(2);
                return new Statement.Reject(reject.type(), reject.code(), family, true);
            }
        }
    }
}
