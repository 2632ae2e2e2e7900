package org.firewright.agent.nftables;

import java.io.IOException;
import java.nio.file.Path;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.Message;
import org.firewright.agent.netlink.Subscription;

/** The kernel's notices of what changes in a namespace's rules. To be used by one thread. */
public final class RulesetChanges implements AutoCloseable {
    /** NFTA_GEN_PROC_PID and NFTA_GEN_PROC_NAME. */
    private static final int PROCESS = 2;

    private static final int PROGRAM = 3;

    /** A transaction of a thousand rules has notices of half a megabyte; where there are more, only their number is lost. */
    private static final int BUFFER_BYTES = 1 << 20;

    private static final int MOST_DATAGRAMS = 10_000;

    private final String namespace;
    private final Subscription subscription;
    private RulesetChange last;

    private RulesetChanges(String namespace, Subscription subscription) {
        this.namespace = namespace;
        this.subscription = subscription;
    }

    /** Hears of changes from now on. */
    static RulesetChanges open(String namespace, Path file) throws IOException {
        return new RulesetChanges(namespace, Subscription.open(file, Subscription.NFTABLES, BUFFER_BYTES));
    }

    /** For waiting until there is something. */
    public Subscription subscription() {
        return subscription;
    }

    /**
     * The last change of those that have come since this was asked before, null where none has. Where the kernel lost
     * notices the generation is 0: it is to be asked for.
     */
    public RulesetChange take() throws IOException {
        last = null;
        boolean whole = subscription.take(MOST_DATAGRAMS, this::message);
        return whole ? last : new RulesetChange(namespace, 0, "", 0);
    }

    /** Every transaction ends with a notice of the new generation (NFT_MSG_NEWGEN). */
    private void message(Message message) throws MalformedMessageException {
        if (message.type() != NfTables.type(NfTables.NEW_GENERATION)) {
            return;
        }
        Attributes attributes = message.attributes(NfTables.HEADER);
        Attribute process = attributes.find(PROCESS);
        Attribute program = attributes.find(PROGRAM);
        last = new RulesetChange(
                namespace,
                attributes.get(NfTables.GENERATION_ID).u32(),
                program == null ? "" : program.text(),
                process == null ? 0 : process.u32());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
