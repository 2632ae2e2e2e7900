package org.firewright.agent.nftables.text;

import static java.util.Objects.requireNonNullElse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Text;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Step;
import org.firewright.agent.nftables.text.Statement.Comparison;

/** Puts steps together into statements by following values through the registers. */
final class StatementBuilder {
    private static final int IPV4 = 2;
    private static final int IPV6 = 10;
    /** NF_NAT_RANGE_NETMAP of linux/netfilter/nf_nat.h. */
    static final int NETMAP = 1 << 6;

    /** The most that a 16-bit length can say. */
    private static final int MAX_OFFSET = 0xFFFF;

    /** NFT_DATA_VALUE_MAXLEN, or a whole option. */
    private static final int MAX_LENGTH = 0xFF;

    private final TableContext table;
    private final Registers registers = new Registers();
    private final List<Statement> statements = new ArrayList<>();

    StatementBuilder(TableContext table) {
        this.table = table;
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
                case Step.ByteOrder order -> load(order.target(), new Term.Swapped(get(order.source())));
                case Step.Lookup lookup -> lookup(lookup);
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
                case Step.Nat nat -> nat(nat);
                case Step.Masquerade nat -> nat("masquerade", 0, null, port(nat.portFrom(), nat.portTo()), nat.flags());
                case Step.Redirect nat -> nat("redirect", 0, null, port(nat.portFrom(), nat.portTo()), nat.flags());
                case Step.Tproxy tproxy -> tproxy(tproxy);
                case Step.Duplicate duplicate -> duplicate(duplicate);
                case Step.Forward forward -> forward(forward);
                case Step.Queue queue -> queue(queue);
                case Step.SetUpdate update -> update(update);
                case Step.ObjectUse use -> use(use);
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
                case Step.Inner s -> new Statement.Alone(s);
                case Step.Unknown s -> new Statement.Alone(s);
            };
        } catch (NotUnderstoodException e) {
            return new Statement.Alone(step);
        }
    }

    static int or0(Integer number) {
        return requireNonNullElse(number, 0);
    }

    private Statement load(Integer register, Term term) {
        registers.set(or0(register), term);
        return null;
    }

    private Term get(Integer register) {
        return registers.get(or0(register));
    }

    /** A term of at least so many bits: several registers where one holds fewer. */
    private Term get(Integer register, int bits) {
        Term first = get(register);
        return first.bits() < bits ? registers.joined(or0(register), bits) : first;
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

    private Statement payload(Step.Payload payload) {
        bounded(payload.offset(), payload.length());
        Term.Packet packet = Term.Packet.raw(or0(payload.base()), 8 * or0(payload.offset()), 8 * or0(payload.length()));
        return payload.source() == null
                ? load(payload.target(), packet)
                : new Statement.SetPacket(packet, get(payload.source()));
    }

    private Statement meta(Step.Meta meta) {
        int key = or0(meta.key());
        if (meta.source() == null) {
            return load(meta.target(), new Term.Meta(key));
        }
        Keys.Key known = Keys.meta(key);
        return new Statement.SetMeta(key, Terms.typed(get(meta.source()), known.type(), known.order()));
    }

    private Statement connection(Step.Connection connection) {
        int key = or0(connection.key());
        int direction = connection.direction() == null ? -1 : connection.direction();
        Keys.Key known = Keys.connection(key);
        if (connection.source() == null) {
            return load(connection.target(), new Term.Connection(key, direction, known.type(), known.bits(), ""));
        }
        Term value = Terms.typed(get(connection.source()), known.type(), known.order());
        return new Statement.SetConnection(key, direction, value);
    }

    private Statement compare(Step.Compare compare) {
        Comparison comparison = comparison(or0(compare.operation()));
        Term left = get(compare.source());
        Term.Value right = value(compare.value());
        if (left.bits() > right.bits() && !left.type().isString()) {
            int missing = left.bits() - right.bits();
            Term.Value whole =
                    new Term.Value(right.number().shiftLeft(missing), left.bits(), right.type(), right.order());
            return new Statement.Relation(comparison, left, new Term.Prefix(whole, right.bits()));
        }
        if (left.bits() > 0 && left.bits() < right.bits()) {
            Term.Joined joined = registers.joined(or0(compare.source()), right.bits());
            return new Statement.Relation(
                    comparison, joined, split(joined, compare.value().value()));
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
        return new Statement.Relation(comparison, get(range.source()), span);
    }

    private Statement bitwise(Step.Bitwise bitwise) {
        Term left = get(bitwise.source());
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

    private SetDescription set(String name) {
        SetDescription set = name == null ? null : table.sets().get(name);
        if (set == null) {
            throw new NotUnderstoodException();
        }
        return set;
    }

    private Statement lookup(Step.Lookup lookup) {
        SetDescription set = set(lookup.set());
        Term left = get(lookup.source(), set.keyBits());
        Term.InSet right = new Term.InSet(set, 0, 0);
        if (lookup.target() != null) {
            Term.Mapped mapped = new Term.Mapped(left, right, DataTypes.INVALID_TYPE);
            return lookup.target() == 0 ? new Statement.VerdictMap(mapped) : load(lookup.target(), mapped);
        }
        Comparison comparison = (or0(lookup.flags()) & 1) != 0 ? Comparison.NOT_EQUAL : Comparison.EQUAL;
        return new Statement.Relation(comparison, left, right);
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
        Term.Extension term = extension(
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
                : new Statement.SetExtension(term, Terms.typed(get(extension.source()), term.type(), term.order()));
    }

    static Term.Extension extension(int operation, int type, int offset, int bits, boolean present) {
        Options.Option option = Options.of(operation, type, offset, bits);
        Header.Field field = option == null ? null : option.at(offset, bits);
        return new Term.Extension(operation, type, offset, bits, present, option, field);
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
        return new Term.Hash(get(hash.source(), 8 * or0(hash.length())), rest);
    }

    private Statement nat(Step.Nat nat) {
        int family = or0(nat.family());
        DataType type = family == IPV4 ? DataTypes.IPV4_ADDR : DataTypes.IPV6_ADDR;
        int shown = table.family() == TableContext.INET ? family : 0;
        Term address = null;
        if (or0(nat.addressFrom()) != 0) {
            address = Terms.typed(get(nat.addressFrom()), type, Order.NETWORK);
            if (address instanceof Term.Mapped mapped && mapped.map().set().hasIntervals()) {
                return nat(nat, family, address, null);
            }
        }
        if (or0(nat.addressTo()) != 0 && !nat.addressTo().equals(nat.addressFrom())) {
            Term to = Terms.typed(get(nat.addressTo()), type, Order.NETWORK);
            if (address instanceof Term.Value low && to instanceof Term.Value high) {
                address = Terms.prefix(low, high);
            } else {
                address = address == null ? to : new Term.Span(address, to);
            }
        }
        int addressBits = family == IPV4 ? 32 : 128;
        if (address instanceof Term.Mapped mapped && mapped.map().set().dataBits() == addressBits + 32) {
            return nat(nat, family, address, null);
        }
        return nat(nat, shown, address, port(nat.portFrom(), nat.portTo()));
    }

    private static Statement nat(Step.Nat nat, int family, Term address, Term port) {
        return nat(or0(nat.type()) == 0 ? "snat" : "dnat", family, address, port, nat.flags());
    }

    private static Statement nat(String action, int family, Term address, Term port, Integer flags) {
        return new Statement.Nat(action, family, address, port, or0(flags));
    }

    private Term port(Integer from, Integer to) {
        Term port = null;
        if (or0(from) != 0) {
            port = Terms.typed(get(from), DataTypes.INET_SERVICE, Order.NETWORK);
        }
        if (or0(to) != 0 && !to.equals(from)) {
            Term last = Terms.typed(get(to), DataTypes.INET_SERVICE, Order.NETWORK);
            port = port == null ? last : new Term.Span(port, last);
        }
        return port;
    }

    private Term address(int family, Integer register) {
        return switch (family) {
            case IPV4 -> Terms.typed(get(register), DataTypes.IPV4_ADDR, Order.NETWORK);
            case IPV6 -> Terms.typed(get(register), DataTypes.IPV6_ADDR, Order.NETWORK);
            default -> get(register);
        };
    }

    private Statement tproxy(Step.Tproxy tproxy) {
        int family = or0(tproxy.family());
        Term address = or0(tproxy.address()) == 0 ? null : address(family, tproxy.address());
        int shown = table.family() == TableContext.INET ? family : 0;
        return new Statement.Tproxy(shown, address, port(tproxy.port(), null));
    }

    private Term device(Integer register) {
        return Terms.typed(get(register), DataTypes.INTERFACE_INDEX, Order.HOST);
    }

    private Statement duplicate(Step.Duplicate duplicate) {
        Term address = or0(duplicate.address()) == 0 ? null : address(table.family(), duplicate.address());
        Term device = or0(duplicate.device()) == 0 ? null : device(duplicate.device());
        return address == null ? new Statement.Duplicate(device, null) : new Statement.Duplicate(address, device);
    }

    private Statement forward(Step.Forward forward) {
        int family = or0(forward.family());
        Term address = or0(forward.address()) == 0 ? null : address(family, forward.address());
        return new Statement.Forward(family, device(forward.device()), address);
    }

    private Statement queue(Step.Queue queue) {
        if (queue.source() != null) {
            return new Statement.Queue(get(queue.source()), or0(queue.flags()));
        }
        Term number = number(or0(queue.number()));
        if (or0(queue.total()) > 1) {
            number = new Term.Span(number, number(or0(queue.number()) + queue.total() - 1));
        }
        return new Statement.Queue(number, or0(queue.flags()));
    }

    private static Term.Value number(int number) {
        return new Term.Value(BigInteger.valueOf(number), 16, DataTypes.INTEGER, Order.HOST);
    }

    private Statement update(Step.SetUpdate update) {
        SetDescription set = set(update.set());
        Term key = get(update.key());
        if (key.bits() < set.keyBits()) {
            Term.Joined joined = registers.joined(or0(update.key()), set.keyBits());
            List<Term> typed = new ArrayList<>();
            for (int i = 0; i < joined.terms().size(); i++) {
                Term term = joined.terms().get(i);
                boolean known = i < set.key().size();
                typed.add(
                        known
                                ? Terms.typed(
                                        term,
                                        set.key().get(i).type(),
                                        set.key().get(i).order())
                                : term);
            }
            key = new Term.Joined(List.copyOf(typed));
        }
        List<Statement> stateful = new ArrayList<>();
        if (update.expression() != null) {
            stateful.add(new Statement.Alone(update.expression()));
        }
        if (update.expressions() != null) {
            update.expressions().forEach(step -> stateful.add(new Statement.Alone(step)));
        }
        Term data = null;
        if (update.data() != null) {
            data = get(update.data());
            if (set.data().size() == 1) {
                data = Terms.typed(
                        data,
                        set.data().getFirst().type(),
                        set.data().getFirst().order());
            }
        }
        long timeout = update.timeout() == null ? 0 : update.timeout();
        return new Statement.Update(or0(update.operation()), set, key, timeout, List.copyOf(stateful), data);
    }

    private Statement use(Step.ObjectUse use) {
        if (use.name() != null) {
            byte[] name = Text.bytes(use.name() + "\0");
            return new Statement.Use(
                    or0(use.type()),
                    new Term.Value(new BigInteger(1, name), 8 * name.length, DataTypes.TEXT, Order.HOST));
        }
        SetDescription set = set(use.set());
        Term key = get(use.source(), set.keyBits());
        return new Statement.Use(
                or0(set.set().objectType()), new Term.Mapped(key, new Term.InSet(set, 0, 0), DataTypes.TEXT));
    }
}
