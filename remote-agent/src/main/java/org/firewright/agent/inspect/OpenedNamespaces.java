package org.firewright.agent.inspect;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetChange;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.netlink.Subscription;
import org.firewright.agent.netlink.Subscriptions;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetChanges;

/**
 * The namespaces that are watched, with the sockets that stay open for it. An open socket keeps a deleted namespace
 * alive, so the names are compared with what they stand for. To be used by one thread; another one may wait.
 */
final class OpenedNamespaces implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OpenedNamespaces.class.getName());

    /** Every so many times the names are looked at though nothing seems to have happened to them. */
    private static final int LOOK_ANYWAY = 10;

    private final Namespaces namespaces;
    private final Map<String, Opened> opened = new LinkedHashMap<>();
    /** Of all that are opened; null until one was. */
    private volatile Subscriptions subscriptions;

    private FileTime lastChange;
    private long times;

    OpenedNamespaces(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** A namespace that is open, and which one it was: another may get its name. */
    record Opened(NamespaceRules rules, CounterReader reader, RulesetChanges changes, Object identity) {
        private void close() {
            rules.close();
            changes.close();
        }
    }

    /** Whether the names surely stand for the namespaces that they stood for when this was asked before. */
    boolean areSameNamespaces() {
        FileTime change = namespaces.lastChange();
        times++;
        boolean same = change.equals(lastChange) && times % LOOK_ANYWAY != 0;
        lastChange = change;
        return same;
    }

    /**
     * A namespace, opened where it is not.
     *
     * @param sure that the name still stands for the one that was opened
     */
    Opened get(String name, boolean sure) throws ProblemException {
        Opened known = opened.get(name);
        if (known != null && sure) {
            return known;
        }
        Object identity = namespaces.identity(name);
        if (known != null && known.identity().equals(identity)) {
            return known;
        }
        close(name);
        NamespaceRules rules = namespaces.open(name);
        try {
            Opened anew = new Opened(rules, rules.counters(), rules.changes(), identity);
            opened.put(name, anew);
            if (subscriptions == null) {
                subscriptions = Subscriptions.open();
            }
            subscriptions.add(anew.changes().subscription());
            return anew;
        } catch (ProblemException e) {
            rules.close();
            throw e;
        } catch (SystemCallException e) {
            close(name);
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.INTERNAL,
                            Place.namespace(name),
                            "Its changes cannot be waited for: " + e.getMessage() + ".",
                            ""),
                    e);
        }
    }

    /** Whether any was opened ever, so that changes of those that come later can be waited for too. */
    boolean canAwaitChanges() {
        return subscriptions != null;
    }

    /** Waits until there may be {@link #changes}; false when the time is over first. */
    boolean awaitChanges(int atMostMillis) throws SystemCallException {
        Subscriptions known = subscriptions;
        return known != null && known.await(atMostMillis);
    }

    /** What has changed since this was asked before, one for each namespace; one that cannot be read is closed. */
    List<RulesetChange> changes() {
        List<RulesetChange> changes = new ArrayList<>();
        try {
            List<Subscription> ready = subscriptions == null ? List.of() : subscriptions.ready();
            if (ready.isEmpty()) {
                return changes;
            }
            for (Map.Entry<String, Opened> entry : List.copyOf(opened.entrySet())) {
                if (ready.contains(entry.getValue().changes().subscription())) {
                    change(entry.getKey(), entry.getValue(), changes);
                }
            }
        } catch (SystemCallException e) {
            LOG.log(Level.WARNING, "Changes cannot be waited for.", e);
            closeExcept(List.of()); // they are opened anew with the next reading, and their rules are told whole
        }
        return changes;
    }

    private void change(String name, Opened namespace, List<RulesetChange> changes) {
        try {
            RulesetChange change = namespace.changes().take();
            if (change != null) {
                boolean lost = change.generation() == 0;
                changes.add(lost ? new RulesetChange(name, namespace.rules().generation(), "", 0) : change);
            }
        } catch (IOException | ProblemException e) {
            LOG.log(Level.WARNING, e, () -> "Changes of " + name + " cannot be read.");
            close(name);
        }
    }

    void close(String name) {
        Opened known = opened.remove(name);
        if (known != null) {
            forget(name, known.changes().subscription());
            known.close();
        }
    }

    private void forget(String name, Subscription subscription) {
        try {
            if (subscriptions != null) {
                subscriptions.remove(subscription);
            }
        } catch (SystemCallException e) {
            LOG.log(Level.WARNING, e, () -> "Changes of " + name + " were not waited for.");
        }
    }

    @Override
    public void close() {
        closeExcept(List.of());
        if (subscriptions != null) {
            subscriptions.close();
            subscriptions = null;
        }
    }

    void closeExcept(List<String> names) {
        List.copyOf(opened.keySet()).stream()
                .filter(name -> !names.contains(name))
                .forEach(this::close);
    }
}
