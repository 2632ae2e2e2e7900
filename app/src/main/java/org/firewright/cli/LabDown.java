package org.firewright.cli;

import org.firewright.agent.api.ProblemException;
import org.firewright.lab.Lab;
import picocli.CommandLine.Command;

/** Takes the lab down. */
@Command(name = "down", description = "Removes every trace of the lab, also of one that was killed.")
final class LabDown extends Verb {
    LabDown(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Output output) throws ProblemException {
        Lab lab = surroundings().lab();
        lab.down(output::step);
        LabPicture.print(lab.status(), output);
        return ExitCode.OK;
    }
}
