package org.firewright.ui.inspect;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.remote.AgentSession;
import org.firewright.ui.model.HostModel;
import org.firewright.ui.model.Threads;

/**
 * The whole ruleset of the namespace that is looked at, read anew whenever its rules change or the host's counters
 * come. One reading is under way at a time, and a ruleset that takes long to read rests for as long before it is read
 * again. Elements of sets are read when somebody asks for them.
 */
public final class RulesetModel {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Threads threads;
    private final ReadOnlyObjectWrapper<RulesetListing> listing = new ReadOnlyObjectWrapper<>(this, "listing");
    private final ReadOnlyObjectWrapper<Problem> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyObjectWrapper<SetPages> pages = new ReadOnlyObjectWrapper<>(this, "pages", SetPages.NONE);
    private HostModel host;
    private String namespace = "";
    private boolean asking;
    private long restsUntil;

    public RulesetModel(Threads threads) {
        this.threads = threads;
    }

    /** What is there; null before the first reading of a namespace. */
    public ReadOnlyObjectProperty<RulesetListing> listingProperty() {
        return listing.getReadOnlyProperty();
    }

    /** The elements of sets that were asked for. */
    ReadOnlyObjectProperty<SetPages> pagesProperty() {
        return pages.getReadOnlyProperty();
    }

    /** Why it could not be read the last time; null where it could. */
    public ReadOnlyObjectProperty<Problem> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Looks at a namespace from now on; an empty name is none. */
    public void look(HostModel now, String name) {
        if (now == host && name.equals(namespace)) {
            return;
        }
        host = now;
        namespace = name;
        restsUntil = 0;
        listing.set(null);
        problem.set(null);
        pages.set(SetPages.NONE);
        refresh();
    }

    /** Reads it anew, unless it is being read or rests. */
    public void refresh() {
        Optional<AgentSession> session = host == null ? Optional.empty() : host.session();
        if (asking || namespace.isEmpty() || session.isEmpty() || System.nanoTime() < restsUntil) {
            return;
        }
        asking = true;
        HostModel asked = host;
        String name = namespace;
        threads.background().execute(() -> read(session.get(), asked, name));
    }

    /** Reads the next page of a set's elements. */
    void more(SetPages.Name set) {
        Optional<AgentSession> session = host == null ? Optional.empty() : host.session();
        if (session.isEmpty()) {
            return;
        }
        HostModel asked = host;
        String name = namespace;
        ElementRequest request = new ElementRequest(
                name, set.family(), set.table(), set.set(), pages.get().count(set), SetPages.SIZE);
        threads.background().execute(() -> {
            try {
                ElementPage page = session.get().ask(agent -> agent.elements(request), PATIENCE);
                threads.fx().execute(() -> {
                    if (asked == host && name.equals(namespace)) {
                        pages.set(pages.get().with(set, page));
                    }
                });
            } catch (ProblemException e) {
                threads.fx().execute(() -> problem.set(e.problem()));
            }
        });
    }

    private void read(AgentSession session, HostModel asked, String name) {
        long start = System.nanoTime();
        RulesetListing read = null;
        Problem why = null;
        try {
            read = session.ask(agent -> agent.ruleset(new RulesetRequest(name)), PATIENCE);
        } catch (ProblemException e) {
            why = e.problem();
        }
        RulesetListing come = read;
        Problem instead = why;
        long rest = System.nanoTime() + (System.nanoTime() - start);
        threads.fx().execute(() -> {
            asking = false;
            if (asked == host && name.equals(namespace)) {
                restsUntil = rest;
                problem.set(instead);
                if (come != null) {
                    pages.set(pages.get().in(come.generation()));
                    listing.set(come);
                }
            } else {
                refresh(); // somebody looks elsewhere meanwhile
            }
        });
    }
}
