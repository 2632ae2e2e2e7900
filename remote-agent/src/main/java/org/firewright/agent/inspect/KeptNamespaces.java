package org.firewright.agent.inspect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.nftables.NamespaceRules;

/**
 * Opens namespaces for requests and keeps the last of them for a while: whoever looks at a namespace looks again soon, and
 * wants the page behind the last one. An open namespace lives on where it is deleted, so few are kept, not for long, and it is
 * looked every second whether they are still there.
 */
final class KeptNamespaces {
    private static final int MOST = 8;
    private static final long SECONDS = 30;

    private final Namespaces namespaces;
    /** Those that no request uses. */
    private final Map<String, Kept> idle = new HashMap<>();

    private boolean looksLater;

    /** Keeps none yet. */
    KeptNamespaces(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * A namespace that waits.
     *
     * @param identity tells it from another one that gets its name later
     * @param since when it was used last, by {@link System#nanoTime}
     */
    private record Kept(NamespaceRules rules, Object identity, long since) {}

    /** Looks at a namespace. */
    interface Look<T> {
        T at(NamespaceRules rules) throws ProblemException;
    }

    /** Looks at a namespace that no other request uses meanwhile. */
    <T> T look(String name, Look<T> look) throws ProblemException {
        Object identity = namespaces.identity(name);
        Kept kept = take(name);
        if (kept != null && !kept.identity().equals(identity)) {
            kept.rules().close();
            kept = null;
        }
        NamespaceRules rules = kept == null ? namespaces.open(name) : kept.rules();
        boolean sound = false;
        try {
            T seen = look.at(rules);
            sound = true;
            return seen;
        } finally {
            if (sound) {
                give(name, new Kept(rules, identity, System.nanoTime()));
            } else {
                rules.close();
            }
        }
    }

    private synchronized Kept take(String name) {
        return idle.remove(name);
    }

    private synchronized void give(String name, Kept kept) {
        if (idle.size() >= MOST || idle.putIfAbsent(name, kept) != null) {
            kept.rules().close();
        }
        lookLater();
    }

    private void lookLater() {
        if (looksLater || idle.isEmpty()) {
            return;
        }
        looksLater = true;
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::closeUnused);
    }

    private synchronized void closeUnused() {
        looksLater = false;
        for (Map.Entry<String, Kept> each : List.copyOf(idle.entrySet())) {
            Kept kept = each.getValue();
            if (System.nanoTime() - kept.since() > TimeUnit.SECONDS.toNanos(SECONDS)
                    || !isStillThere(each.getKey(), kept)) {
                kept.rules().close();
                idle.remove(each.getKey());
            }
        }
        lookLater();
    }

    private boolean isStillThere(String name, Kept kept) {
        try {
            return kept.identity().equals(namespaces.identity(name));
        } catch (ProblemException e) {
            return false; // deleted: nobody is to be told, since nobody asks
        }
    }
}
