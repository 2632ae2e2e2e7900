package org.firewright.agent.nftables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Flags;
import org.firewright.agent.netlink.KernelError;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/** Changes to a ruleset that are applied together or not at all. */
public final class Transaction {
    private static final byte SUBSYSTEM = 10;

    private final MessageWriter out = new MessageWriter();
    private final List<Item> items = new ArrayList<>();
    /** Per message, where each step of a rule starts in it. */
    private final List<List<Integer>> steps = new ArrayList<>();

    /**
     * What the kernel has against a change.
     *
     * @param item what it is about, null where it is about the whole
     * @param step the step of a rule that is to blame, null where none is
     * @param itemAt place of the item among the changes, -1 where it is about the whole
     * @param stepAt place of the step in its rule, -1 where none is to blame
     */
    public record Refusal(Item item, Step step, int itemAt, int stepAt, KernelError error) {}

    /** Makes something. */
    public Transaction make(Item item) {
        steps.add(Codec.make(out, items.size() + 1, item));
        items.add(item);
        return this;
    }

    /** Removes a table with all that is in it. */
    public Transaction deleteTable(Item.Table table) {
        return change(NfTables.DELETE_TABLE, 0, table, () -> out.text(NfTables.TABLE_NAME, table.name()));
    }

    /** Removes a rule that was listed. */
    public Transaction delete(Item.Rule rule) {
        return change(
                NfTables.DELETE_RULE,
                0,
                rule,
                () -> out.text(NfTables.RULE_TABLE, rule.table())
                        .text(NfTables.RULE_CHAIN, rule.chain())
                        .u64(NfTables.RULE_HANDLE, rule.handle()));
    }

    /** Removes a chain that was listed, with its rules. */
    public Transaction delete(Item.Chain chain) {
        return change(
                NfTables.DELETE_CHAIN,
                0,
                chain,
                () -> out.text(NfTables.CHAIN_TABLE, chain.table()).text(NfTables.CHAIN_NAME, chain.name()));
    }

    /** Removes a set that was listed, with its elements. */
    public Transaction delete(Item.Set set) {
        return change(
                NfTables.DELETE_SET,
                0,
                set,
                () -> out.text(NfTables.SET_TABLE, set.table()).text(NfTables.SET_NAME, set.name()));
    }

    /** Removes an object that was listed. */
    public Transaction delete(Item.Shared object) {
        return change(
                NfTables.DELETE_OBJECT,
                0,
                object,
                () -> out.text(NfTables.OBJECT_TABLE, object.table())
                        .text(NfTables.OBJECT_NAME, object.name())
                        .u32(NfTables.OBJECT_TYPE, object.type()));
    }

    /** Makes a rule in front of the one whose handle is its position. */
    public Transaction insert(Item.Rule rule) {
        steps.add(Codec.write(out, items.size() + 1, rule, Flags.REQUEST | Flags.CREATE));
        items.add(rule);
        return this;
    }

    /** Puts a rule in the place of the one with its handle. */
    public Transaction replace(Item.Rule rule) {
        steps.add(Codec.write(out, items.size() + 1, rule, Flags.REQUEST | Flags.REPLACE));
        items.add(rule);
        return this;
    }

    private Transaction change(int message, int flags, Item item, MessageWriter.Content content) {
        out.message(NfTables.type(message), Flags.REQUEST | flags, items.size() + 1, () -> {
            NfTables.header(out, item.family());
            content.write();
        });
        steps.add(List.of());
        items.add(item);
        return this;
    }

    /** How many changes there are. */
    public int size() {
        return items.size();
    }

    /**
     * Lets the kernel try all of it without applying it; empty when it could be applied now.
     *
     * @param generation where it is given, the kernel refuses unless its rules are of this generation
     */
    public List<Refusal> dryRun(NetlinkSocket socket, OptionalLong generation) throws IOException {
        return send(socket, framed(generation, false));
    }

    /**
     * Applies it.
     *
     * @param generation where it is given, the kernel refuses unless its rules are of this generation
     * @return all that the kernel has against it; empty when it is applied
     */
    public List<Refusal> commit(NetlinkSocket socket, OptionalLong generation) throws IOException {
        return send(socket, framed(generation, true));
    }

    /** Bytes of all changes, without the frame. */
    public int length() {
        return out.length();
    }

    /** The first so many bytes of all changes, where a change begins. */
    Bytes messages(int length) {
        return out.toBytes().slice(0, length);
    }

    /** What goes to the kernel; without an end it tries all of it and lets it go. */
    Bytes framed(OptionalLong generation, boolean apply) {
        return framed(out, items.size(), generation, apply);
    }

    private static Bytes framed(MessageWriter out, int count, OptionalLong generation, boolean apply) {
        out.addFlags(Flags.ACK);
        MessageWriter whole = new MessageWriter();
        begin(whole, generation);
        whole.messages(out.toBytes());
        if (apply) {
            whole.message(NfTables.BATCH_END, Flags.REQUEST, count + 1, () -> frameHeader(whole));
        }
        return whole.toBytes();
    }

    /**
     * Applies what was tried before, and behind it one thing more.
     *
     * @return whether it is applied; the kernel has something against it otherwise, or the rules are of another generation
     */
    static boolean commit(NetlinkSocket socket, TriedBatch tried, Item last) throws IOException {
        MessageWriter out = new MessageWriter().messages(tried.messages());
        int count = tried.count() + 1;
        Codec.make(out, count, last);
        List<KernelError> answers = socket.batch(framed(out, count, OptionalLong.of(tried.generation()), true));
        return answers.stream().allMatch(answer -> answer.errno() == 0)
                && answers.stream().anyMatch(answer -> answer.sequence() == count);
    }

    /** Nothing, not applied; answered only where the rules are of another generation. */
    static Bytes nothing(long generation) {
        MessageWriter whole = new MessageWriter();
        begin(whole, OptionalLong.of(generation));
        return whole.toBytes();
    }

    private static void begin(MessageWriter whole, OptionalLong generation) {
        whole.message(NfTables.BATCH_BEGIN, Flags.REQUEST, 0, () -> {
            frameHeader(whole);
            generation.ifPresent(id -> whole.u32(NfTables.BATCH_GENERATION, (int) id));
        });
    }

    /** struct nfgenmsg with the subsystem as resource. */
    private static void frameHeader(MessageWriter whole) {
        whole.raw((byte) 0, (byte) 0, (byte) 0, SUBSYSTEM);
    }

    private List<Refusal> send(NetlinkSocket socket, Bytes bytes) throws IOException {
        if (items.isEmpty()) {
            return List.of();
        }
        List<KernelError> answers = socket.batch(bytes);
        List<Refusal> refusals = answers.stream()
                .filter(answer -> answer.errno() != 0)
                .map(this::refusal)
                .toList();
        boolean acknowledged = answers.stream().anyMatch(answer -> answer.sequence() == items.size());
        if (refusals.isEmpty() && !acknowledged) {
            throw new IOException("The kernel did not acknowledge the changes.");
        }
        return refusals;
    }

    /** By an error's sequence the change, by its offset the step of a rule. */
    Refusal refusal(KernelError error) {
        int at = error.sequence() - 1;
        if (at < 0 || at >= items.size()) {
            return new Refusal(null, null, -1, -1, error);
        }
        Item item = items.get(at);
        int blamed = -1;
        List<Integer> starts = item instanceof Item.Rule ? steps.get(at) : List.of();
        while (blamed + 1 < starts.size() && starts.get(blamed + 1) <= error.offset()) {
            blamed++;
        }
        Step step = blamed < 0 ? null : ((Item.Rule) item).steps().get(blamed);
        return new Refusal(item, step, at, blamed, error);
    }
}
