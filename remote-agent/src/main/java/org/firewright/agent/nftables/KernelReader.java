package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkException;
import org.firewright.agent.netlink.NetlinkSocket;

/** Asks one namespace for its tables, and for what is in ours. */
final class KernelReader {
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
    List<NftTable> tables() throws IOException {
        return socket.dump(
                "listing tables",
                (out, sequence) -> get(out, sequence, NfTables.GET_TABLE, Flags.DUMP, 0, () -> {}),
                ObjectDecoder::table);
    }

    /** Our table, or null. */
    NftTable table() throws IOException {
        try {
            return ObjectDecoder.table(socket.request(
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

    /** Our table's chains. */
    List<NftChain> chains() throws IOException {
        List<NftChain> all = socket.dump(
                "listing chains",
                (out, sequence) -> get(out, sequence, NfTables.GET_CHAIN, Flags.DUMP, NfTables.INET, () -> {}),
                ObjectDecoder::chain);
        return all.stream().filter(chain -> chain.table().equals(Ruleset.TABLE)).toList();
    }

    /** Our table's rules, chain by chain in order. */
    List<NftRule> rules() throws IOException {
        return socket.dump(
                "listing rules",
                (out, sequence) -> get(
                        out,
                        sequence,
                        NfTables.GET_RULE,
                        Flags.DUMP,
                        NfTables.INET,
                        () -> out.text(NfTables.RULE_TABLE, Ruleset.TABLE)),
                ObjectDecoder::rule);
    }

    /** Our table's sets by name; elements only of those that belong to a rule. */
    Map<String, StatementReader.KernelSet> sets() throws IOException {
        List<NftSet> sets = socket.dump(
                "listing sets",
                (out, sequence) -> get(
                        out,
                        sequence,
                        NfTables.GET_SET,
                        Flags.DUMP,
                        NfTables.INET,
                        () -> out.text(NfTables.SET_TABLE, Ruleset.TABLE)),
                ObjectDecoder::set);
        Map<String, StatementReader.KernelSet> byName = new HashMap<>();
        for (NftSet set : sets) {
            boolean anonymous = (set.flags() & NftSet.ANONYMOUS) != 0;
            byName.put(set.name(), new StatementReader.KernelSet(set, anonymous ? elements(set.name()) : List.of()));
        }
        return byName;
    }

    private List<NftElement> elements(String set) throws IOException {
        List<List<NftElement>> parts = socket.dump(
                "listing the elements of " + set,
                (out, sequence) -> get(
                        out,
                        sequence,
                        NfTables.GET_SET_ELEMENTS,
                        Flags.DUMP,
                        NfTables.INET,
                        () -> out.text(NfTables.ELEMENTS_TABLE, Ruleset.TABLE).text(NfTables.ELEMENTS_SET, set)),
                ObjectDecoder::elements);
        List<NftElement> all = new ArrayList<>();
        parts.forEach(all::addAll);
        return all;
    }

    private static void get(
            MessageWriter out, int sequence, int message, int flags, int family, MessageWriter.Content content) {
        out.message(NfTables.type(message), Flags.REQUEST | flags, sequence, () -> {
            NfTables.header(out, family);
            content.write();
        });
    }
}
