package org.firewright.test.ui;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.SampleProject;
import org.firewright.ui.Services;
import org.firewright.ui.start.LabHands;

/** The real engines, but hosts and lab that are only played: for pictures and for what needs no kernel. */
public final class StagedServices {
    private StagedServices() {}

    /** Services that keep what they make in this folder. */
    public static Services with(Path home) {
        Services real = Services.real();
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
        return new Services(
                real.disk(),
                real.compiler(),
                prompts -> (host, steps) -> new StagedSession(host),
                real.push(),
                lab,
                home);
    }
}
