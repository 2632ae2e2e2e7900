package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.List;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkException;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;

/** Asks one namespace for its tables, and for what is in ours. */
final class KernelReader {
    private static final String LISTING_RULES = "listing rules";

    private final NetlinkSocket socket;

    KernelReader(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** The ruleset's generation, an unsigned 32-bit number. */
    long generation() throws IOException {
        return socket.request(
                        "reading the ruleset's generation",
                        (out, sequence) -> get(out, sequence, NfTables.GET_GENERATION, 0, 0, () -> {}))
                .attributes(NfTables.HEADER)
                .get(NfTables.GENERATION_ID)
                .u32();
    }

    /**
     * Whether the rules are of this generation and no commit is at work any more. The kernel raises the number before it
     * shows the new rules, so that listings taken meanwhile would mix both, or find a table's old self without rules. An
     * empty batch that is not applied waits for the commit's lock, and is refused when the number is another.
     */
    boolean isSettled(long generation) throws IOException {
        return socket.batch(Batch.empty(generation)).isEmpty();
    }

    /** All tables, whoever made them. */
    List<Item.Table> tables() throws IOException {
        return socket.dump(
                "listing tables",
                (out, sequence) -> get(out, sequence, NfTables.GET_TABLE, Flags.DUMP, 0, () -> {}),
                message -> Codec.read(Item.Table.class, message));
    }

    /** Our table, or null. */
    Item.Table table() throws IOException {
        try {
            return Codec.read(
                    Item.Table.class,
                    socket.request(
                            "looking for our table",
                            (out, sequence) -> get(
                                    out,
                                    sequence,
                                    NfTables.GET_TABLE,
                                    0,
                                    NfTables.INET,
                                    () -> out.text(NfTables.TABLE_NAME, Ruleset.TABLE))));
        } catch (NetlinkException e) {
            if (e.error().errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
    }

    /** A set of whichever table. NetlinkException where there is none. */
    Item.Set set(int family, String table, String name) throws IOException {
        return Codec.read(
                Item.Set.class,
                socket.request(
                        "looking for set " + name + " of table " + table,
                        (out, sequence) -> get(
                                out,
                                sequence,
                                NfTables.GET_SET,
                                0,
                                family,
                                () -> out.text(NfTables.SET_TABLE, table).text(NfTables.SET_NAME, name))));
    }

    /** Our table's rules, chain by chain in order. */
    List<Item.Rule> rules() throws IOException {
        return socket.dump(LISTING_RULES, KernelReader::ourRules, message -> Codec.read(Item.Rule.class, message));
    }

    /** The same, looked at where they lie; whether no change ran into the listing. */
    boolean walkRules(NetlinkSocket.Walker walker) throws IOException {
        return socket.walk(LISTING_RULES, KernelReader::ourRules, walker);
    }

    private static void ourRules(MessageWriter out, int sequence) {
        get(
                out,
                sequence,
                NfTables.GET_RULE,
                Flags.DUMP,
                NfTables.INET,
                () -> out.text(NfTables.RULE_TABLE, Ruleset.TABLE));
    }

    private static void get(
            MessageWriter out, int sequence, int message, int flags, int family, MessageWriter.Content content) {
        out.message(NfTables.type(message), Flags.REQUEST | flags, sequence, () -> {
            NfTables.header(out, family);
            content.write();
        });
    }
}
