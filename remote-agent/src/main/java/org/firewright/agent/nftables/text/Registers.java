package org.firewright.agent.nftables.text;

import static org.firewright.agent.nftables.text.Numbers.or0;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands in the registers of a rule as it runs: 1 to 4 are 16 bytes each, 8 to 23 the same memory in fours. */
final class Registers {
    private static final int SLOTS = 20;
    private static final int SLOT_BITS = 32;

    private final Term[] slots = new Term[SLOTS];

    void set(Integer register, Term term) {
        slots[slot(register)] = term;
    }

    /** Nothing is known of any of them any more. */
    void forget() {
        Arrays.fill(slots, null);
    }

    Term get(Integer register) {
        return at(slot(register));
    }

    /** A term of at least so many bits: several registers where one holds fewer. */
    Term get(Integer register, int bits) {
        Term first = get(register);
        return first.bits() < bits ? joined(register, bits) : first;
    }

    /** The terms that follow each other in so many bits. */
    Term.Joined joined(Integer register, int bits) {
        List<Term> terms = new ArrayList<>();
        int slot = slot(register);
        int left = bits;
        while (left > 0) {
            Term term = at(slot);
            int taken = (term.bits() + SLOT_BITS - 1) / SLOT_BITS;
            if (taken == 0) {
                throw new NotUnderstoodException();
            }
            terms.add(term);
            slot += taken;
            left -= taken * SLOT_BITS;
        }
        return new Term.Joined(List.copyOf(terms));
    }

    private Term at(int slot) {
        if (slot >= SLOTS || slots[slot] == null) {
            throw new NotUnderstoodException();
        }
        return slots[slot];
    }

    private static int slot(Integer number) {
        int register = or0(number);
        int slot = register >= 8 ? register - 8 : (register - 1) * 4;
        if (register < 1 || slot < 0 || slot >= SLOTS) {
            throw new NotUnderstoodException();
        }
        return slot;
    }
}
