package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;

/** Takes pictures of a namespace's whole ruleset. */
public final class RulesetReader {
    /** How often a picture is taken anew because the rules changed meanwhile. */
    private static final int MAX_TRIES = 20;

    private final NetlinkSocket socket;
    private final KernelReader kernel;

    /** Reads through a socket that stays the caller's. */
    public RulesetReader(NetlinkSocket socket) {
        this.socket = socket;
        this.kernel = new KernelReader(socket);
    }

    /** Which sets' elements are wanted. */
    public enum Elements {
        /** Of sets that belong to one rule, since they are part of its text. */
        OF_RULES,
        /** Of every set. */
        ALL
    }

    /** Reads on at one generation; what it makes is thrown away where the rules changed meanwhile. */
    public interface Reading<T> {
        /**
         * Goes on.
         *
         * @param generation the ruleset's
         * @param tables all that is there, except rules: only those of bound chains, which are parts of other rules
         */
        T read(long generation, List<Contents> tables) throws IOException;
    }

    /**
     * A consistent picture.
     *
     * @throws IOException when the kernel refuses, or the rules changed during each of many readings
     */
    public Snapshot read(Elements wanted) throws IOException {
        return read(wanted, (generation, tables) -> {
            Map<String, List<Item.Rule>> rules =
                    byTable(rules(message -> Codec.read(Item.Rule.class, message)), Item.Rule::table);
            return new Snapshot(
                    generation,
                    tables.stream()
                            .map(table -> table.withRules(rules.getOrDefault(key(table.table()), List.of())))
                            .toList());
        });
    }

    /** The same, of which the rules are for the caller to read. */
    public <T> T read(Elements wanted, Reading<T> reading) throws IOException {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            long generation = kernel.generation();
            if (kernel.settle(generation)) {
                T picture = reading.read(generation, tables(wanted));
                if (kernel.generation() == generation) {
                    return picture;
                }
            }
        }
        throw new IOException("The rules changed during each of " + MAX_TRIES + " readings.");
    }

    /**
     * What is made of each rule of each table, in the kernel's order. The kernel takes long for writing rules out, and
     * making text of them takes as long: both are done at once.
     *
     * @param decoder keeps nothing, and is called on several threads
     */
    public <T> List<T> rules(NetlinkSocket.Decoder<T> decoder) throws IOException {
        return socket.dumpBeside(
                "listing rules", (out, sequence) -> get(out, sequence, NfTables.GET_RULE, 0, () -> {}), decoder);
    }

    private List<Contents> tables(Elements wanted) throws IOException {
        Map<String, List<Item.Chain>> chains =
                byTable(dump("listing chains", NfTables.GET_CHAIN, Item.Chain.class), Item.Chain::table);
        Map<String, List<Item.Set>> sets =
                byTable(dump("listing sets", NfTables.GET_SET, Item.Set.class), Item.Set::table);
        Map<String, List<Item.Shared>> shared =
                byTable(dump("listing objects", NfTables.GET_OBJECT, Item.Shared.class), Item.Shared::table);
        Map<String, List<Item.FlowTable>> flows = byTable(
                dump("listing flow tables", NfTables.GET_FLOW_TABLE, Item.FlowTable.class), Item.FlowTable::table);
        List<Contents> tables = new ArrayList<>();
        for (Item.Table table : dump("listing tables", NfTables.GET_TABLE, Item.Table.class)) {
            String key = key(table);
            List<Item.Set> own = sets.getOrDefault(key, List.of());
            Map<String, List<Item.Element>> elements = new HashMap<>();
            for (Item.Set set : own) {
                if (wanted == Elements.ALL || set.is(Item.Set.ANONYMOUS)) {
                    elements.put(set.name(), elements(set));
                }
            }
            List<Item.Rule> bound = new ArrayList<>();
            for (Item.Chain chain : chains.getOrDefault(key, List.of())) {
                if (chain.isBound()) {
                    bound.addAll(rules(chain));
                }
            }
            tables.add(Contents.of(
                    table,
                    shared.getOrDefault(key, List.of()),
                    own,
                    elements,
                    flows.getOrDefault(key, List.of()),
                    chains.getOrDefault(key, List.of()),
                    bound));
        }
        return List.copyOf(tables);
    }

    /** A chain's rules. */
    private List<Item.Rule> rules(Item.Chain chain) throws IOException {
        return socket.dump(
                "listing the rules of " + chain.name(),
                (out, sequence) -> get(
                        out,
                        sequence,
                        NfTables.GET_RULE,
                        chain.family(),
                        () -> out.text(NfTables.RULE_TABLE, chain.table()).text(NfTables.RULE_CHAIN, chain.name())),
                message -> Codec.read(Item.Rule.class, message));
    }

    private static String key(Item.Table table) {
        return key(table.family(), table.name());
    }

    private static String key(int family, String table) {
        return family + " " + table;
    }

    private interface TableOf<T> {
        String of(T item);
    }

    private static <T extends Item> Map<String, List<T>> byTable(List<T> items, TableOf<T> table) {
        Map<String, List<T>> byTable = new HashMap<>();
        for (T item : items) {
            byTable.computeIfAbsent(key(item.family(), table.of(item)), unused -> new ArrayList<>())
                    .add(item);
        }
        return byTable;
    }

    private <T extends Item> List<T> dump(String what, int message, Class<T> type) throws IOException {
        return socket.dump(
                what, (out, sequence) -> get(out, sequence, message, 0, () -> {}), listed -> Codec.read(type, listed));
    }

    /** A set's elements. */
    private List<Item.Element> elements(Item.Set set) throws IOException {
        List<Item.Elements> parts = socket.dump(
                "listing the elements of " + set.name(),
                (out, sequence) -> get(
                        out,
                        sequence,
                        NfTables.GET_SET_ELEMENTS,
                        set.family(),
                        () -> out.text(NfTables.ELEMENTS_TABLE, set.table()).text(NfTables.ELEMENTS_SET, set.name())),
                message -> Codec.read(Item.Elements.class, message));
        List<Item.Element> all = new ArrayList<>();
        for (Item.Elements part : parts) {
            if (part.elements() != null) {
                all.addAll(part.elements());
            }
        }
        return all;
    }

    private static void get(MessageWriter out, int sequence, int message, int family, MessageWriter.Content content) {
        out.message(NfTables.type(message), Flags.REQUEST | Flags.DUMP, sequence, () -> {
            NfTables.header(out, family);
            content.write();
        });
    }
}
