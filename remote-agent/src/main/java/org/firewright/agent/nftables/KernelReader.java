package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.KernelError;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkException;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;

/** Asks one namespace for its tables, and for what is in ours. */
final class KernelReader {
    private static final String LISTING_RULES = "listing rules";
    private static final String LISTING_COUNTERS = "listing counters";

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
     * Waits until no commit is at work any more that has raised the generation to this one. The kernel raises the number
     * before it shows the new rules, so that listings taken meanwhile would mix both, or find a table's old self without
     * rules. A batch for rules of another generation waits for the commit's lock and is refused at once. One for this
     * generation would wait as well, but be undone, for which the kernel lets all processors come by: 15 milliseconds.
     *
     * @return false where the rules became others meanwhile; that is not always noticed, so ask for the generation again
     *     after all that is read
     */
    boolean settle(long generation) throws IOException {
        List<KernelError> refusals = socket.batch(Transaction.nothing(generation == 1 ? 2 : 1));
        for (KernelError refusal : refusals) {
            if (refusal.errno() != Errno.ERESTART) {
                throw new NetlinkException("waiting for a change of the rules", refusal);
            }
        }
        return !refusals.isEmpty();
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

    /** What our table tells of itself; of empty texts where it tells nothing. */
    Stamp stamp() throws IOException {
        try {
            Item.Chain chain = Codec.read(
                    Item.Chain.class,
                    socket.request(
                            "looking for our table's stamp",
                            (out, sequence) -> get(
                                    out,
                                    sequence,
                                    NfTables.GET_CHAIN,
                                    0,
                                    NfTables.INET,
                                    () -> out.text(NfTables.CHAIN_TABLE, Ruleset.TABLE)
                                            .text(NfTables.CHAIN_NAME, RulesetEncoder.STAMP_CHAIN))));
            return UserData.stamp(UserData.orEmpty(chain.userData()));
        } catch (NetlinkException e) {
            if (e.error().errno() == Errno.ENOENT) {
                return UserData.stamp(Bytes.EMPTY);
            }
            throw e;
        }
    }

    /** All of our table. */
    OwnTable own() throws IOException {
        int others = ours(NfTables.GET_FLOW_TABLE, Item.FlowTable.class).size();
        List<Item.Shared> counters = new ArrayList<>();
        for (Item.Shared object : ours(NfTables.GET_OBJECT, Item.Shared.class)) {
            if (object.isCounter()) {
                counters.add(object);
            } else {
                others++;
            }
        }
        List<Item.Set> rates = new ArrayList<>();
        for (Item.Set set : ours(NfTables.GET_SET, Item.Set.class)) {
            if (Condition.Rate.isSet(set.name())) {
                rates.add(set);
            } else {
                others += set.is(Item.Set.ANONYMOUS) ? 0 : 1;
            }
        }
        return new OwnTable(
                ours(NfTables.GET_CHAIN, Item.Chain.class), rules(), List.copyOf(rates), List.copyOf(counters), others);
    }

    private <T extends Item> List<T> ours(int message, Class<T> type) throws IOException {
        List<T> all = socket.dump(
                "listing our table",
                (out, sequence) -> get(out, sequence, message, Flags.DUMP, NfTables.INET, () -> {}),
                listed -> Codec.read(type, listed));
        return all.stream()
                .filter(item ->
                        item.family() == NfTables.INET && item.tableName().equals(Ruleset.TABLE))
                .toList();
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

    /** Our table's counters that have names. */
    List<Item.Shared> counters() throws IOException {
        return socket.dump(
                LISTING_COUNTERS, KernelReader::ourCounters, message -> Codec.read(Item.Shared.class, message));
    }

    /** The same, looked at where they lie; whether no change ran into the listing. */
    boolean walkCounters(NetlinkSocket.Walker walker) throws IOException {
        return socket.walk(LISTING_COUNTERS, KernelReader::ourCounters, walker);
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

    private static void ourCounters(MessageWriter out, int sequence) {
        get(
                out,
                sequence,
                NfTables.GET_OBJECT,
                Flags.DUMP,
                NfTables.INET,
                () -> out.text(NfTables.OBJECT_TABLE, Ruleset.TABLE).u32(NfTables.OBJECT_TYPE, Item.Shared.COUNTER));
    }

    private static void get(
            MessageWriter out, int sequence, int message, int flags, int family, MessageWriter.Content content) {
        out.message(NfTables.type(message), Flags.REQUEST | flags, sequence, () -> {
            NfTables.header(out, family);
            content.write();
        });
    }
}
