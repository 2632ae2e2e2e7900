package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.Numbers.or0;

import java.math.BigInteger;
import org.firewright.agent.nftables.model.Step;

/** Statements that send packets elsewhere than they were going: other addresses, ports, devices, programs. */
final class Destinations {
    /** NFPROTO_* of linux/netfilter.h. */
    private static final int IPV4 = 2;

    private static final int IPV6 = 10;

    private final TableContext table;
    private final Registers registers;

    Destinations(TableContext table, Registers registers) {
        this.table = table;
        this.registers = registers;
    }

    Statement masqueraded(Step.Masquerade nat) {
        return nat("masquerade", 0, null, port(nat.portFrom(), nat.portTo()), nat.flags());
    }

    Statement redirected(Step.Redirect nat) {
        return nat("redirect", 0, null, port(nat.portFrom(), nat.portTo()), nat.flags());
    }

    Statement translated(Step.Nat nat) {
        int family = or0(nat.family());
        DataType type = family == IPV4 ? DataTypes.IPV4_ADDR : DataTypes.IPV6_ADDR;
        int shown = table.family() == TableContext.INET ? family : 0;
        Term address = null;
        if (or0(nat.addressFrom()) != 0) {
            address = Terms.typed(registers.get(nat.addressFrom()), type, Order.NETWORK);
            if (address instanceof Term.Mapped mapped && mapped.map().set().hasIntervals()) {
                return nat(nat, family, address, null);
            }
        }
        if (or0(nat.addressTo()) != 0 && !nat.addressTo().equals(nat.addressFrom())) {
            Term to = Terms.typed(registers.get(nat.addressTo()), type, Order.NETWORK);
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
            port = Terms.typed(registers.get(from), DataTypes.INET_SERVICE, Order.NETWORK);
        }
        if (or0(to) != 0 && !to.equals(from)) {
            Term last = Terms.typed(registers.get(to), DataTypes.INET_SERVICE, Order.NETWORK);
            port = port == null ? last : new Term.Span(port, last);
        }
        return port;
    }

    private Term address(int family, Integer register) {
        return switch (family) {
            case IPV4 -> Terms.typed(registers.get(register), DataTypes.IPV4_ADDR, Order.NETWORK);
            case IPV6 -> Terms.typed(registers.get(register), DataTypes.IPV6_ADDR, Order.NETWORK);
            default -> registers.get(register);
        };
    }

    Statement tproxy(Step.Tproxy tproxy) {
        int family = or0(tproxy.family());
        Term address = or0(tproxy.address()) == 0 ? null : address(family, tproxy.address());
        int shown = table.family() == TableContext.INET ? family : 0;
        return new Statement.Tproxy(shown, address, port(tproxy.port(), null));
    }

    private Term device(Integer register) {
        return Terms.typed(registers.get(register), DataTypes.INTERFACE_INDEX, Order.HOST);
    }

    Statement duplicate(Step.Duplicate duplicate) {
        Term address = or0(duplicate.address()) == 0 ? null : address(table.family(), duplicate.address());
        Term device = or0(duplicate.device()) == 0 ? null : device(duplicate.device());
        return address == null ? new Statement.Duplicate(device, null) : new Statement.Duplicate(address, device);
    }

    Statement forward(Step.Forward forward) {
        int family = or0(forward.family());
        Term address = or0(forward.address()) == 0 ? null : address(family, forward.address());
        return new Statement.Forward(family, device(forward.device()), address);
    }

    Statement queue(Step.Queue queue) {
        if (queue.source() != null) {
            return new Statement.Queue(registers.get(queue.source()), or0(queue.flags()));
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
}
