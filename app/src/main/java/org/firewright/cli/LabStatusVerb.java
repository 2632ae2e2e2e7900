package org.firewright.cli;

import org.firewright.agent.api.ProblemException;
import org.firewright.lab.LabStatus;
import picocli.CommandLine.Command;

/** Tells how the lab is. */
@Command(name = "status", description = "Is the lab up? Exit code 0 only if all of it is.")
final class LabStatusVerb extends Verb {
    LabStatusVerb(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Output output) throws ProblemException {
        LabStatus status = surroundings().lab().status();
        LabPicture.print(status, output);
        return status.state() == LabStatus.State.UP ? ExitCode.OK : ExitCode.NO;
    }
}
