package org.firewright.test.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.SampleProject;
import org.firewright.remote.Connector;
import org.firewright.remote.Prompts;
import org.firewright.ui.Services;
import org.firewright.ui.model.KeptFiles;
import org.firewright.ui.start.LabHands;

/** The real engines, but hosts and lab that are only played: for pictures and for what needs no kernel. */
public final class StagedServices {
    private StagedServices() {}

    /** Services whose projects are made in this folder. */
    public static Services with(Path home) {
        KeptFiles kept = new KeptFiles(home.resolve("config"), home.resolve("state"));
        LabHands lab = new LabHands() {
            @Override
            public void up(Consumer<String> steps) {
                steps.accept("Making host lab1");
                steps.accept("Making host lab2");
            }

            @Override
            public void down(Consumer<String> steps) {}

            @Override
            public Path sample() throws ProblemException {
                return SampleProject.copyTo(home.resolve("sample"));
            }
        };
        Services real = Services.real();
        return new Services(
                real.disk(),
                real.compiler(),
                (prompts, seconds) -> (host, steps) -> new StagedSession(host),
                List.of(),
                List::of,
                real.push(),
                lab,
                home,
                kept);
    }

    /** The same services, but hosts are reached in another way. */
    static Services reaching(Services services, BiFunction<Prompts, IntSupplier, Connector> connector) {
        return new Services(
                services.disk(),
                services.compiler(),
                connector,
                services.sshFiles(),
                services.configuredHosts(),
                services.push(),
                services.lab(),
                services.home(),
                services.kept());
    }

    /** The same services, but with another lab. */
    static Services trying(Services services, LabHands lab) {
        return new Services(
                services.disk(),
                services.compiler(),
                services.connector(),
                services.sshFiles(),
                services.configuredHosts(),
                services.push(),
                lab,
                services.home(),
                services.kept());
    }
}
