package org.firewright.agent.nftables.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Finds the names of bytes of the packet by what headers it is known to have. */
final class Fields {
    private final Protocol protocol;

    Fields(Protocol protocol) {
        this.protocol = protocol;
    }

    /** The field that the bytes are, or the bytes as they are. */
    Term.Packet complete(Term.Packet packet) {
        Protocol.Place place = protocol.place(packet);
        if (place.header() == null || Headers.INET.equals(place.header())) {
            return packet;
        }
        int offset = packet.offset() - place.start();
        for (Header.Field field : place.header().fields()) {
            if (field.offset() == offset && field.bits() == packet.bits() && protocol.mayHave(field)) {
                return new Term.Packet(
                        packet.base(), packet.offset(), packet.bits(), place.header(), field, packet.key());
            }
        }
        return packet;
    }

    /** The fields that the bytes consist of: what nft has joined into one comparison. */
    List<Term.Packet> expand(Term.Packet packet) {
        Protocol.Place place = protocol.place(packet);
        List<Term.Packet> found = new ArrayList<>();
        int offset = packet.offset() - place.start();
        int left = packet.bits();
        if (place.header() != null) {
            for (int i = 1; i <= place.header().fields().size(); i++) {
                Header.Field field = place.header().field(i);
                if (field.offset() != offset || !protocol.mayHave(field)) {
                    continue;
                }
                Term.Packet whole = Term.Packet.of(place.header(), i);
                if (field.bits() > left) {
                    found.add(new Term.Packet(whole.base(), whole.offset(), left, whole.header(), field, whole.key()));
                    return found;
                }
                found.add(whole);
                offset += field.bits();
                left -= field.bits();
                if (left == 0) {
                    return found;
                }
            }
        }
        found.add(Term.Packet.raw(packet.base(), offset, left));
        return found;
    }

    /** Bytes without a mask, and by how many bits values stood too far left under it. */
    record Trimmed(Term term, int shift) {}

    /** The field that a mask cuts out of the bytes, null where it cuts out something else. */
    Trimmed trim(Term.Packet packet, Term.Value mask) {
        Protocol.Place place = protocol.place(packet);
        if (place.header() == null || mask.number().signum() == 0) {
            return null;
        }
        int low = mask.number().getLowestSetBit();
        int high = high(mask.number(), low);
        int skipped = (mask.bits() + 7) / 8 * 8 - high;
        int offset = packet.offset() - place.start() + skipped;
        int left = packet.bits();
        int length = 0;
        for (Header.Field field : place.header().fields()) {
            if (field.offset() != offset) {
                continue;
            }
            if (field.bits() > left) {
                return null;
            }
            left -= field.bits();
            offset += field.bits();
            length += field.bits();
            if (left == 0) {
                return null;
            }
            if (low + length == high) {
                return new Trimmed(Term.Packet.raw(packet.base(), packet.offset() + skipped, length), low);
            }
        }
        return null;
    }

    /** The same of an option. */
    Trimmed trim(Term.Extension extension, Term.Value mask) {
        if (mask.number().signum() == 0 || extension.present()) {
            return null;
        }
        int low = mask.number().getLowestSetBit();
        int high = high(mask.number(), low);
        int offset = extension.offset() + (mask.bits() + 7) / 8 * 8 - high;
        boolean known = extension.operation() != Options.IPV6 && extension.field() != null;
        if (known || extension.operation() == Options.SCTP || extension.option() == null) {
            return null;
        }
        Term.Extension found =
                Options.extension(extension.operation(), extension.option().type(), offset, high - low, false);
        return found.field() == null ? null : new Trimmed(found, low);
    }

    /** The place behind the lowest run of ones. */
    private static int high(BigInteger mask, int low) {
        int high = low;
        while (mask.testBit(high)) {
            high++;
        }
        return high;
    }
}
