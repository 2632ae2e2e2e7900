package org.firewright.cli;

import java.util.OptionalDouble;
import org.firewright.agent.api.ProblemException;
import org.firewright.lab.Lab;
import org.firewright.lab.LabStatus;
import org.firewright.lab.Rates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the lab up. */
@Command(name = "up", description = "Brings the lab up, or mends what is missing of it.")
final class LabUp extends Verb {
    @Option(names = "--hosts", paramLabel = "N", description = "How many hosts, 1 to " + Lab.MAX_HOSTS + ".")
    private int hosts = Lab.HOSTS;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Packets per second for each customer at most, up to " + Rates.LIMIT + ".")
    private Double rate;

    LabUp(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Output output) throws ProblemException {
        Lab lab = surroundings().lab();
        if (hosts < 1 || hosts > Lab.MAX_HOSTS) {
            throw wrong("A lab has from 1 to " + Lab.MAX_HOSTS + " hosts, not " + hosts + ".");
        }
        OptionalDouble wanted = rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
        Rates rates = rates(wanted.orElse(0));
        lab.up(hosts, output::step);
        if (wanted.isPresent()) {
            lab.setRates(rates);
        }
        LabStatus status = lab.status();
        LabPicture.print(status, output);
        return status.state() == LabStatus.State.UP ? ExitCode.OK : ExitCode.NO;
    }

    private Rates rates(double packetsPerSecond) {
        try {
            return Rates.mixed(packetsPerSecond);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }
}
