package org.firewright.ui.model;

import java.util.HashSet;
import java.util.Set;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.ProblemException;
import org.firewright.remote.AgentSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new picture of a host whose rules have changed. One is under way at a time for each host; changes that come
 * meanwhile lead to one more. To be used on JavaFX's thread.
 */
final class FreshPictures {
    private static final Logger LOG = LoggerFactory.getLogger(FreshPictures.class);

    private final Threads threads;
    private final Camera camera;
    private final Set<HostModel> underWay = new HashSet<>();
    private final Set<HostModel> onceMore = new HashSet<>();

    FreshPictures(Threads threads, Camera camera) {
        this.threads = threads;
        this.camera = camera;
    }

    /** Takes a picture through a session, and waits for it. */
    interface Camera {
        HostState take(AgentSession session) throws ProblemException;
    }

    void takeSoon(HostModel host, AgentSession session) {
        if (!underWay.add(host)) {
            onceMore.add(host);
            return;
        }
        threads.background().execute(() -> {
            HostState picture = null;
            try {
                picture = camera.take(session);
            } catch (ProblemException e) {
                LOG.info(
                        "no picture of {}: {}",
                        host.name(),
                        e.problem().text()); // a session that is gone says so itself
            }
            HostState taken = picture;
            threads.fx().execute(() -> come(host, session, taken));
        });
    }

    private void come(HostModel host, AgentSession session, HostState picture) {
        underWay.remove(host);
        boolean again = onceMore.remove(host);
        if (host.session().filter(session::equals).isEmpty()) {
            return;
        }
        if (picture != null) {
            host.apply(picture);
        }
        if (again) {
            takeSoon(host, session);
        }
    }
}
