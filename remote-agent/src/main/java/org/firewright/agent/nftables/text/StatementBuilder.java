package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.Numbers.or0;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.text.Statement.Comparison;

/** Puts steps together into statements by following values through the registers. */
final class StatementBuilder {
    /** The most that a 16-bit length can say. */
    private static final int MAX_OFFSET = 0xFFFF;

    /** NFT_DATA_VALUE_MAXLEN, or a whole option. */
    private static final int MAX_LENGTH = 0xFF;

    private final Registers registers = new Registers();
    private final List<Statement> statements = new ArrayList<>();
    private final SetStatements sets;
    private final Destinations destinations;

    private StatementBuilder(TableContext table) {
        sets = new SetStatements(table, registers);
        destinations = new Destinations(table, registers);
    }

    static List<Statement> build(TableContext table, List<Step> steps) {
        StatementBuilder builder = new StatementBuilder(table);
        steps.forEach(builder::add);
        return builder.statements;
    }

    private void add(Step step) {
        Statement statement = read(step);
        if (statement != null) {
            statements.add(statement);
        }
    }

    /** What a step says; null where it only loads a register. */
    private Statement read(Step step) {
        try {
            return switch (step) {
                case Step.Payload payload -> payload(payload);
                case Step.Meta meta -> meta(meta);
                case Step.Connection connection -> connection(connection);
                case Step.Compare compare -> compare(compare);
                case Step.Range range -> range(range);
                case Step.Bitwise bitwise -> bitwise(bitwise);
                case Step.ByteOrder order -> load(order.target(), new Term.Swapped(registers.get(order.source())));
                case Step.Lookup lookup -> sets.lookup(lookup);
                case Step.Immediate immediate -> immediate(immediate);
                case Step.Extension extension -> extension(extension);
                case Step.Fib fib -> load(fib.target(), known(Terms.fib(or0(fib.flags()), or0(fib.result()))));
                case Step.Route route -> load(route.target(), known(Keys.route(or0(route.key()))));
                case Step.Socket socket ->
                    load(socket.target(), known(Keys.socket(or0(socket.key()), or0(socket.level()))));
                case Step.Osf osf -> load(osf.target(), osf(osf));
                case Step.Hash hash -> load(hash.target(), hash(hash));
                case Step.Generator number ->
                    load(
                            number.target(),
                            Terms.number(or0(number.type()), or0(number.modulus()), or0(number.offset())));
                case Step.Ipsec ipsec ->
                    load(
                            ipsec.target(),
                            known(Keys.ipsec(or0(ipsec.key()), or0(ipsec.direction()), or0(ipsec.policy()))));
                case Step.Tunnel tunnel -> load(tunnel.target(), known(Keys.tunnel(or0(tunnel.key()))));
                case Step.Nat nat -> destinations.translated(nat);
                case Step.Masquerade nat -> destinations.masqueraded(nat);
                case Step.Redirect nat -> destinations.redirected(nat);
                case Step.Tproxy tproxy -> destinations.tproxy(tproxy);
                case Step.Duplicate duplicate -> destinations.duplicate(duplicate);
                case Step.Forward forward -> destinations.forward(forward);
                case Step.Queue queue -> destinations.queue(queue);
                case Step.SetUpdate update -> sets.update(update);
                case Step.ObjectUse use -> sets.use(use);
                case Step.Reject reject -> new Statement.Reject(or0(reject.type()), or0(reject.code()), 0, false);
                case Step.Counter s -> new Statement.Alone(s);
                case Step.Limit s -> new Statement.Alone(s);
                case Step.Quota s -> new Statement.Alone(s);
                case Step.ConnectionLimit s -> new Statement.Alone(s);
                case Step.Log s -> new Statement.Alone(s);
                case Step.NoTrack s -> new Statement.Alone(s);
                case Step.Synproxy s -> new Statement.Alone(s);
                case Step.Last s -> new Statement.Alone(s);
                case Step.Offload s -> new Statement.Alone(s);
                case Step.Match s -> new Statement.Alone(s);
                case Step.Target s -> new Statement.Alone(s);
                case Step.Inner inner -> inner(inner);
                case Step.Unknown s -> unknown(s);
            };
        } catch (NotUnderstoodException e) {
            return unknown(step);
        }
    }

    /** One that may have loaded any register: what stands in them after it is not known. */
    private Statement unknown(Step step) {
        registers.forget();
        return new Statement.Alone(step);
    }

    private Statement inner(Step.Inner inner) {
        Tunnel tunnel = Tunnel.of(inner);
        return switch (inner.expression()) {
            case Step.Payload payload
            when payload.source() == null -> load(payload.target(), new Term.Carried(tunnel, packet(payload)));
            case Step.Meta meta
            when meta.source() == null -> load(meta.target(), new Term.Carried(tunnel, new Term.Meta(or0(meta.key()))));
            case null, default -> throw new NotUnderstoodException();
        };
    }

    private Statement load(Integer register, Term term) {
        registers.set(register, term);
        return null;
    }

    private static Term known(Term term) {
        if (term == null) {
            throw new NotUnderstoodException();
        }
        return term;
    }

    private static Term.Value value(Data data) {
        if (data == null || data.value() == null) {
            throw new NotUnderstoodException();
        }
        return Term.Value.raw(data.value());
    }

    /** Bytes of a packet or header that can be: others would be numbers without end. */
    private static void bounded(Integer offset, Integer length) {
        if (or0(offset) < 0 || or0(offset) > MAX_OFFSET || or0(length) < 0 || or0(length) > MAX_LENGTH) {
            throw new NotUnderstoodException();
        }
    }

    private static Term.Packet packet(Step.Payload payload) {
        bounded(payload.offset(), payload.length());
        return Term.Packet.raw(or0(payload.base()), 8 * or0(payload.offset()), 8 * or0(payload.length()));
    }

    private Statement payload(Step.Payload payload) {
        Term.Packet packet = packet(payload);
        return payload.source() == null
                ? load(payload.target(), packet)
                : new Statement.SetPacket(packet, registers.get(payload.source()));
    }

    private Statement meta(Step.Meta meta) {
        int key = or0(meta.key());
        if (meta.source() == null) {
            return load(meta.target(), new Term.Meta(key));
        }
        Keys.Key known = Keys.meta(key);
        return new Statement.SetMeta(key, Terms.typed(registers.get(meta.source()), known.type(), known.order()));
    }

    private Statement connection(Step.Connection connection) {
        int key = or0(connection.key());
        int direction = connection.direction() == null ? -1 : connection.direction();
        Keys.Key known = Keys.connection(key);
        if (connection.source() == null) {
            return load(connection.target(), new Term.Connection(key, direction, known.type(), known.bits(), ""));
        }
        Term value = Terms.typed(registers.get(connection.source()), known.type(), known.order());
        return new Statement.SetConnection(key, direction, value);
    }

    private Statement compare(Step.Compare compare) {
        Comparison comparison = comparison(or0(compare.operation()));
        Term left = registers.get(compare.source());
        Term.Value right = value(compare.value());
        if (left.bits() > right.bits() && !left.type().isString()) {
            int missing = left.bits() - right.bits();
            Term.Value whole =
                    new Term.Value(right.number().shiftLeft(missing), left.bits(), right.type(), right.order());
            return new Statement.Relation(comparison, left, new Term.Prefix(whole, right.bits()));
        }
        if (left.bits() > 0 && left.bits() < right.bits()) {
            Term.Joined joined = registers.joined(compare.source(), right.bits());
            if (joined.terms().size() > 1) {
                return new Statement.Relation(
                        comparison, joined, split(joined, compare.value().value()));
            }
            if (left instanceof Term.Binary) {
                throw new NotUnderstoodException(); // what is compared is shorter than what it is compared with
            }
        }
        return new Statement.Relation(comparison, left, right);
    }

    private static Term split(Term.Joined joined, Bytes value) {
        List<Term> values = new ArrayList<>();
        int at = 0;
        for (Term term : joined.terms()) {
            int end = Math.min(at + (term.bits() + 7) / 8, value.length());
            values.add(Term.Value.raw(value.slice(Math.min(at, end), end)));
            at += (term.bits() + 31) / 32 * 4;
        }
        return new Term.Joined(List.copyOf(values));
    }

    /** NFT_CMP_* of linux/netfilter/nf_tables.h. */
    private static Comparison comparison(int operation) {
        return switch (operation) {
            case 0 -> Comparison.EQUAL;
            case 1 -> Comparison.NOT_EQUAL;
            case 2 -> Comparison.LESS;
            case 3 -> Comparison.LESS_OR_EQUAL;
            case 4 -> Comparison.GREATER;
            case 5 -> Comparison.GREATER_OR_EQUAL;
            default -> throw new NotUnderstoodException();
        };
    }

    private Statement range(Step.Range range) {
        Term span = new Term.Span(value(range.from()), value(range.to()));
        Comparison comparison = or0(range.operation()) == 0 ? Comparison.EQUAL : Comparison.NOT_EQUAL;
        return new Statement.Relation(comparison, registers.get(range.source()), span);
    }

    private Statement bitwise(Step.Bitwise bitwise) {
        Term left = registers.get(bitwise.source());
        int operation = or0(bitwise.operation());
        if (operation == 1 || operation == 2) {
            Term.Value shift = Terms.typed(value(bitwise.shift()), DataTypes.INTEGER, Order.HOST);
            Term.Operation way = operation == 1 ? Term.Operation.LEFT : Term.Operation.RIGHT;
            return load(bitwise.target(), new Term.Binary(way, left, shift));
        }
        if (operation != 0) {
            throw new NotUnderstoodException();
        }
        return load(bitwise.target(), masked(left, value(bitwise.mask()), value(bitwise.flip())));
    }

    /** {@code left & mask ^ flip}, taken apart into what a person would have written. */
    private static Term masked(Term left, Term.Value maskValue, Term.Value flipValue) {
        BigInteger all = Terms.ones(maskValue.bits());
        BigInteger mask = maskValue.number();
        BigInteger flip = flipValue.number();
        BigInteger set = mask.and(flip).xor(flip);
        flip = flip.and(mask);
        mask = mask.or(set);
        Term term = left;
        if (!mask.equals(all) || left.bits() == 0) {
            term = new Term.Binary(Term.Operation.AND, term, maskValue.with(mask));
        }
        if (flip.signum() != 0) {
            term = new Term.Binary(Term.Operation.XOR, term, flipValue.with(flip));
        }
        if (set.signum() != 0) {
            term = new Term.Binary(Term.Operation.OR, term, flipValue.with(set));
        }
        return term;
    }

    private Statement immediate(Step.Immediate immediate) {
        if (or0(immediate.target()) != 0) {
            return load(immediate.target(), value(immediate.data()));
        }
        Data.Verdict verdict =
                immediate.data() == null ? null : immediate.data().verdict();
        if (verdict == null) {
            throw new NotUnderstoodException();
        }
        return new Statement.Decision(or0(verdict.code()), verdict.chain());
    }

    private Statement extension(Step.Extension extension) {
        bounded(extension.offset(), extension.length());
        boolean loads = extension.target() != null;
        boolean present = (or0(extension.flags()) & 1) != 0 || (!loads && extension.source() == null);
        Term.Extension term = Options.extension(
                or0(extension.operation()),
                or0(extension.type()),
                8 * or0(extension.offset()),
                8 * or0(extension.length()),
                present);
        if (loads) {
            return load(extension.target(), term);
        }
        return extension.source() == null
                ? new Statement.Strip(term)
                : new Statement.SetExtension(
                        term, Terms.typed(registers.get(extension.source()), term.type(), term.order()));
    }

    private static Term osf(Step.Osf osf) {
        String ttl = switch (or0(osf.ttl())) {
            case 1 -> "ttl loose ";
            case 2 -> "ttl skip ";
            default -> "";
        };
        String what = (or0(osf.flags()) & 1) != 0 ? "version" : "name";
        return new Term.Source("osf " + ttl + what, DataTypes.TEXT, 128, Order.HOST);
    }

    private Term hash(Step.Hash hash) {
        String rest = " mod " + Integer.toUnsignedString(or0(hash.modulus()))
                + (hash.seed() == null ? "" : " seed 0x" + Integer.toHexString(hash.seed()))
                + (or0(hash.offset()) == 0 ? "" : " offset " + Integer.toUnsignedString(hash.offset()));
        if (or0(hash.type()) == 1) {
            return new Term.Source("symhash" + rest, DataTypes.INTEGER, 32, Order.HOST);
        }
        return new Term.Hash(registers.get(hash.source(), 8 * or0(hash.length())), rest);
    }
}
