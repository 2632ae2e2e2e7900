package org.firewright.cli;

import java.util.List;
import org.firewright.agent.api.AgentService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;

/** Firewright's command line: the verbs, and what becomes of a command line that makes no sense. */
@Command(
        name = "app/firewright",
        versionProvider = Firewright.Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "Rules for packet filters that mix nftables and eBPF, checked and put in force over SSH.",
        commandListHeading = "%nVerbs:%n",
        footer = {
            "",
            "app/firewright VERB --help tells more. Results go to standard output, as text or with --json as one JSON"
                    + " value; sentences about what happens go to standard error. Exit codes: 0 all is well, 1 the answer"
                    + " is no, 2 the command line makes no sense, 3 something needed is not there, 4 somebody else changed"
                    + " the same rules, 70 a fault of Firewright's."
        })
public final class Firewright {
    private Firewright() {}

    /** Runs one verb and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Surroundings.real(), arguments));
    }

    /** Runs one verb in the given surroundings; returns the exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        CommandLine line = new CommandLine(new Firewright());
        for (Object verb : verbs(surroundings)) {
            line.addSubcommand(verb);
        }
        line.getSubcommands().get("lab").addSubcommand(new LabUp(surroundings));
        line.getSubcommands().get("lab").addSubcommand(new LabStatusVerb(surroundings));
        line.getSubcommands().get("lab").addSubcommand(new LabDown(surroundings));
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Tells the version.")
                        .build());
        addHelp(line);
        line.setOut(surroundings.resultWriter());
        line.setErr(surroundings.sentenceWriter());
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(WrongUsage::tell);
        return line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Tells how to use it.")
                        .build());
        line.getSubcommands().values().forEach(Firewright::addHelp);
    }

    private static List<Object> verbs(Surroundings surroundings) {
        return List.of(
                new Demo(surroundings),
                new LabVerb(),
                new Check(surroundings),
                new Plan(surroundings),
                new Deploy(surroundings),
                new Status(surroundings),
                new Inspect(surroundings),
                new TraceVerb(surroundings),
                new Remove(surroundings),
                new Lists(surroundings),
                new Simulate(surroundings),
                new Analyse(surroundings),
                new Diff(surroundings));
    }

    /** The version in the jar; the agent's jar has the same. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AgentService.class.getPackage().getImplementationVersion();
            return new String[] {"Firewright " + (version == null ? "from its sources" : version)};
        }
    }
}
