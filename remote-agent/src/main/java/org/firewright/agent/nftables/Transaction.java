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
     */
    public record Refusal(Item item, Step step, KernelError error) {}

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

    /** Lets the kernel try all of it without applying it; empty when it could be applied now. */
    public List<Refusal> dryRun(NetlinkSocket socket) throws IOException {
        return send(socket, framed(OptionalLong.empty(), false));
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

    private Bytes framed(OptionalLong generation, boolean apply) {
        out.addFlags(Flags.ACK);
        MessageWriter whole = new MessageWriter();
        whole.message(NfTables.BATCH_BEGIN, Flags.REQUEST, 0, () -> {
            whole.raw((byte) 0, (byte) 0, (byte) 0, SUBSYSTEM);
            generation.ifPresent(id -> whole.u32(NfTables.BATCH_GENERATION, (int) id));
        });
        whole.messages(out.toBytes());
        if (apply) {
            whole.message(
                    NfTables.BATCH_END,
                    Flags.REQUEST,
                    items.size() + 1,
                    () -> whole.raw((byte) 0, (byte) 0, (byte) 0, SUBSYSTEM));
        }
        return whole.toBytes();
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

    private Refusal refusal(KernelError error) {
        int at = error.sequence() - 1;
        if (at < 0 || at >= items.size()) {
            return new Refusal(null, null, error);
        }
        Item item = items.get(at);
        Step blamed = null;
        if (item instanceof Item.Rule rule) {
            for (int i = 0; i < steps.get(at).size(); i++) {
                if (steps.get(at).get(i) <= error.offset()) {
                    blamed = rule.steps().get(i);
                }
            }
        }
        return new Refusal(item, blamed, error);
    }
}
