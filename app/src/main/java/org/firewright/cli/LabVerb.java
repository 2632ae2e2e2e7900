package org.firewright.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the verbs about the lab. */
@Command(
        name = "lab",
        synopsisSubcommandLabel = "VERB",
        description = "Hosts, namespaces and traffic on this computer to try things on.",
        commandListHeading = "%nVerbs:%n",
        footer = {
            "",
            "Bringing it up or down needs root. The environment variable FIREWRIGHT_LAB names a lab beside others."
        })
final class LabVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of up, status and down is it?");
    }
}
