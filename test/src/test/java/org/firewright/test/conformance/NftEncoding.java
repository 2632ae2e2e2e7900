package org.firewright.test.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.MessageWriter;
import org.firewright.agent.nftables.Snapshot;
import org.firewright.agent.nftables.Transaction;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Making;

/**
 * What nft has added, made anew by us from the decoded values alone, against what nft then lists; and the bytes of nft's
 * messages against ours.
 */
final class NftEncoding {
    private static final int HEADER = 4;

    private NftEncoding() {}

    static NftResult compare(NftSession session, NftCorpus.Text text) {
        NftResult result = new NftResult();
        session.flush();
        List<String> refused = new ArrayList<>();
        NftCorpus.Text accepted = session.load(text, refused);
        String before = session.list();
        Snapshot snapshot = session.snapshot();
        listed(result, text.name(), session);
        session.flush();
        List<Transaction.Refusal> refusals = make(session, snapshot);
        refusals.forEach(refusal -> result.different.add(new NftDifference(text.name(), "", "refused: " + refusal)));
        if (refusals.isEmpty()) {
            NftDecoding.blocks(result, text.name(), before, session.list());
        }
        Set<MnlDump.Sent> messages = new LinkedHashSet<>(NftSent.dump(session, accepted.text()));
        if (text.ruleset() && !refused.isEmpty() && messages.addAll(NftSent.dump(session, text.text()))) {
            refused = List.of(
                    text.name() + ": the kernel here does not take it, compared as sent: " + refused.getFirst());
        }
        result.refused.addAll(refused);
        sent(result, text.name(), messages);
        return result;
    }

    private static List<Transaction.Refusal> make(NftSession session, Snapshot snapshot) {
        Transaction transaction = new Transaction();
        for (Contents table : snapshot.tables()) {
            Making.of(table).forEach(transaction::make);
        }
        try {
            return transaction.commit(session.socket(), OptionalLong.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the kernel lists, read and written again in its order: the same bytes. */
    private static void listed(NftResult result, String name, NftSession session) {
        session.raw((what, message) -> {
            Item item = Codec.read(message);
            String theirs = message.content(HEADER).toHex();
            result.compare(name + " listed " + what, theirs, Codec.listed(item).toHex());
        });
    }

    /** With zeros where attributes are padded: nft leaves there what was in its memory. */
    private static String padded(Bytes content) {
        byte[] bytes = content.toArray();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        for (int at = 0; at + 4 <= bytes.length; ) {
            int end = at + Math.max(4, Short.toUnsignedInt(in.getShort(at)));
            int next = Math.min((end + 3) & ~3, bytes.length);
            Arrays.fill(bytes, Math.min(end, next), next, (byte) 0);
            at = next;
        }
        return Bytes.of(bytes).toHex();
    }

    /** What nft sends, read and written again in its order: the same bytes. */
    private static void sent(NftResult result, String name, Set<MnlDump.Sent> messages) {
        for (MnlDump.Sent sent : messages) {
            if (!sent.isWhole()) {
                result.refused.add(name + ": a message that nft did not show whole");
                continue;
            }
            try {
                Item item = NftSent.item(sent);
                if (item == null) {
                    continue;
                }
                MessageWriter out = new MessageWriter();
                Codec.make(out, 1, item);
                Bytes ours = Message.read(out.toBytes()).getFirst().content(HEADER);
                result.compare(
                        name + " sent " + item,
                        padded(sent.content().slice(HEADER, sent.content().length())),
                        ours.toHex());
            } catch (IOException e) {
                result.different.add(new NftDifference(name, sent.content().toHex(), e.toString()));
            }
        }
    }
}
