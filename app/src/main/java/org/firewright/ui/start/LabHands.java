package org.firewright.ui.start;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.firewright.agent.api.ProblemException;

/** What the window does with the lab; each waits until it is done. */
public interface LabHands {
    /** Brings it up, or mends it. */
    void up(Consumer<String> steps) throws ProblemException;

    /** Removes every trace of it. */
    void down(Consumer<String> steps) throws ProblemException;

    /** The sample project's folder, made if it is not there. */
    Path sample() throws ProblemException;
}
