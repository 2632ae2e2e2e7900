package org.firewright.agent.inspect;

import java.io.IOException;
import java.util.List;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.linux.SystemCalls;

/** What a host can do, found out by trying: versions tell little, since distributions leave out and put back. */
public final class Features {
    private Features() {}

    /** Tries one thing; returning means that it works. */
    interface Trial {
        void run() throws IOException, ProblemException;
    }

    /** A feature and how it is tried. */
    record Probe(String feature, Trial trial) {}

    /** What this host can do. Nothing is changed by trying. */
    public static List<Feature> ofThisHost() {
        return of(SystemCalls.effectiveUser() == 0, KernelProbes.ALL);
    }

    /** Tries everything, or nothing where the agent may do nothing. */
    static List<Feature> of(boolean root, List<Probe> probes) {
        return probes.stream()
                .map(probe -> root
                        ? tried(probe)
                        : new Feature(
                                probe.feature(),
                                false,
                                "Only root can find out. Connect as root, or as a user who may use sudo."))
                .toList();
    }

    private static Feature tried(Probe probe) {
        try {
            probe.trial().run();
            return new Feature(probe.feature(), true, "");
        } catch (ProblemException e) {
            Problem problem = e.problem();
            return new Feature(probe.feature(), false, (problem.sentence() + " " + problem.remedy()).strip());
        } catch (IOException e) {
            return new Feature(probe.feature(), false, "It was tried and failed: " + e.getMessage() + ".");
        }
    }
}
