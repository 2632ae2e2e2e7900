package org.firewright.test.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.KernelError;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.test.ScratchNamespace;

/**
 * A set of intervals in each namespace. Elements are sent to the kernel directly, without the time and memory that nft
 * itself would take: what is measured is the kernel's part alone.
 */
final class NftSetSubject implements Subject {
    private static final String TABLE = Ruleset.TABLE;
    private static final String SET = "listed";

    /** Message types and attributes of linux/netfilter/nf_tables.h. */
    private static final int NFT = 10 << 8;

    private static final int NEW_ELEMENTS = NFT | 12;
    private static final int DELETE_ELEMENTS = NFT | 14;
    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;
    private static final int NFPROTO_INET = 1;
    private static final int ELEMENTS_AT_ONCE = 400;

    private final int family;
    private final List<ScratchNamespace> namespaces = new ArrayList<>();

    NftSetSubject(int family) {
        this.family = family;
    }

    @Override
    public void load(BenchList list) {
        // A set belongs to a namespace's table.
    }

    @Override
    public void enforce(ScratchNamespace namespace, BenchList list) throws IOException {
        String type = family == 4 ? "ipv4_addr" : "ipv6_addr";
        String match = family == 4 ? "ip saddr" : "ip6 saddr";
        namespace.load("""
                table inet %s {
                  set %s { type %s; flags interval; }
                  chain in {
                    type filter hook prerouting priority raw; policy drop;
                    counter
                    %s @%s counter drop
                  }
                }
                """.formatted(TABLE, SET, type, match, SET));
        namespaces.add(namespace);
        send(namespace, List.of(new Change(NEW_ELEMENTS, list.ranges())));
    }

    @Override
    public void update(BenchList from, BenchList to) throws IOException {
        List<Change> changes = List.of(
                new Change(DELETE_ELEMENTS, Differences.of(from.ranges(), to.ranges())),
                new Change(NEW_ELEMENTS, Differences.of(to.ranges(), from.ranges())));
        for (ScratchNamespace namespace : namespaces) {
            send(namespace, changes);
        }
    }

    @Override
    public Counted counted(ScratchNamespace namespace) throws ProblemException {
        return Subject.ofOurTable(namespace);
    }

    @Override
    public OptionalLong memlock() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<BpfProgram> program() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (ScratchNamespace namespace : namespaces) {
            // Not by nft, which would list all elements first.
            try (NamespaceRules rules = NamespaceRules.open(namespace.name(), namespace.file())) {
                rules.remove();
            } catch (ProblemException e) {
                throw new IOException(e);
            }
        }
        namespaces.clear();
    }

    private record Change(int message, AddressRanges ranges) {}

    private void send(ScratchNamespace namespace, List<Change> changes) throws IOException {
        MessageWriter out = new MessageWriter();
        int sequence = 0;
        out.message(BATCH_BEGIN, Flags.REQUEST, sequence++, () -> out.raw((byte) 0, (byte) 0, (byte) 0, (byte) 10));
        for (Change change : changes) {
            int count = (int) change.ranges().count();
            for (int from = 0; from < count; from += ELEMENTS_AT_ONCE) {
                int first = from;
                int behind = Math.min(count, from + ELEMENTS_AT_ONCE);
                int flags = Flags.REQUEST | (change.message() == NEW_ELEMENTS ? Flags.CREATE : 0);
                out.message(change.message(), flags, sequence++, () -> {
                    out.raw((byte) NFPROTO_INET, (byte) 0, (byte) 0, (byte) 0);
                    out.text(1, TABLE).text(2, SET);
                    out.nest(3, () -> {
                        for (int i = first; i < behind; i++) {
                            elements(out, change.ranges(), i);
                        }
                    });
                });
            }
        }
        out.message(
                BATCH_END, Flags.REQUEST | Flags.ACK, sequence, () -> out.raw((byte) 0, (byte) 0, (byte) 0, (byte) 10));
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER, namespace.file())) {
            for (KernelError error : socket.batch(out.toBytes())) {
                if (error.errno() != 0) {
                    throw new IOException("The kernel refuses elements of the set: error " + error.errno() + ".");
                }
            }
        }
    }

    /** An interval: where it begins, and where what is behind it begins. */
    private void elements(MessageWriter out, AddressRanges ranges, int i) {
        if (family == 4) {
            int[] v4 = ranges.v4();
            element(out, ByteBuffer.allocate(4).putInt(v4[2 * i]), false);
            element(out, ByteBuffer.allocate(4).putInt(v4[2 * i + 1] + 1), true);
        } else {
            long[] v6 = ranges.v6();
            long lower = v6[4 * i + 3] + 1;
            long upper = v6[4 * i + 2] + (lower == 0 ? 1 : 0);
            element(out, ByteBuffer.allocate(16).putLong(v6[4 * i]).putLong(v6[4 * i + 1]), false);
            element(out, ByteBuffer.allocate(16).putLong(upper).putLong(lower), true);
        }
    }

    @SuppressWarnings("ByteBufferBackingArray") // it was allocated here
    private static void element(MessageWriter out, ByteBuffer key, boolean end) {
        out.nest(1, () -> {
            out.nest(1, () -> out.bytes(1, Bytes.of(key.array())));
            if (end) {
                out.u32(3, 1);
            }
        });
    }
}
