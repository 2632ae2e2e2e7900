package org.firewright.cli;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hello;
import org.firewright.agent.api.HostState;
import org.firewright.agent.api.InspectRequest;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.NamespaceState;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.remote.AgentSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a host's kernel has of ours. */
@Command(name = "inspect", description = "Rules, counters, lists and memory as the kernel has them.")
final class Inspect extends Verb {
    @Parameters(index = "0", paramLabel = "HOST[/NAMESPACE]", description = "As one would say to ssh, or local.")
    private String word;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text: what is ours; json: that, and all rules whoever made them; nft: all rules as nft lists"
                    + " them, with paths of pinned programs and ids of our rules.")
    private Format format = Format.TEXT;

    @Option(names = "--elements", description = "With json and nft: the elements of named sets, too.")
    private boolean elements;

    Inspect(Surroundings surroundings) {
        super(surroundings);
    }

    /** How the picture is printed. */
    enum Format {
        TEXT,
        JSON,
        NFT
    }

    /** The result as JSON. */
    private record Inspected(String host, Hello hello, long memory, HostState state, List<RulesetListing> rulesets) {}

    @Override
    boolean jsonAnyway() {
        return format == Format.JSON;
    }

    @Override
    int run(Output output) throws ProblemException {
        HostWord asked = HostWord.of(word);
        if (!asked.complete()) {
            throw wrong("\"" + word + "\" is neither a host nor a host and a namespace.");
        }
        List<String> namespaces = asked.namespace().map(List::of).orElse(List.of());
        try (OpenSessions sessions = new OpenSessions(surroundings(), output)) {
            AgentSession session = sessions.with(asked.host());
            HostState state = session.ask(agent -> agent.inspect(new InspectRequest(namespaces, false)), Waits.INSPECT);
            List<RulesetListing> rulesets =
                    format == Format.TEXT && !output.json() ? List.of() : rulesets(session, state, output);
            if (format == Format.NFT) {
                printNft(rulesets, session, output);
            } else {
                print(asked.host(), session.hello(), state, output);
            }
            output.value(new Inspected(asked.host(), session.hello(), state.memory(), state, rulesets));
            state.problems().forEach(output::problem);
            return state.problems().stream()
                    .findFirst()
                    .map(Problem::kind)
                    .map(ExitCode::of)
                    .orElse(ExitCode.OK);
        }
    }

    /** Every namespace's rules; what cannot be read is told, and the others are shown. */
    private List<RulesetListing> rulesets(AgentSession session, HostState state, Output output) {
        List<RulesetListing> rulesets = new ArrayList<>();
        for (NamespaceState namespace : state.namespaces()) {
            RulesetRequest request = new RulesetRequest(namespace.name());
            try {
                RulesetListing ruleset = session.ask(agent -> agent.ruleset(request), Waits.INSPECT);
                rulesets.add(elements && output.json() ? SetPrinter.whole(ruleset, session) : ruleset);
            } catch (ProblemException e) {
                output.problem(e.problem());
            }
        }
        return rulesets;
    }

    private void printNft(List<RulesetListing> rulesets, AgentSession session, Output output) throws ProblemException {
        for (RulesetListing ruleset : rulesets) {
            output.line("# " + ruleset.namespace());
            if (elements) {
                new SetPrinter(session, output::line).print(ruleset);
            } else {
                output.lines(ruleset.text().lines().toList());
            }
        }
    }

    private static void print(String host, Hello hello, HostState state, Output output) {
        output.line(host + " (" + hello.hostName() + "): kernel " + hello.kernel() + ", " + hello.architecture()
                + "; agent " + hello.agentVersion() + " on Java " + hello.java());
        hello.features().stream()
                .filter(feature -> !feature.available())
                .map(Feature::reason)
                .forEach(output::line);
        for (NamespaceState namespace : state.namespaces()) {
            output.line("");
            output.line(namespace.name() + ": " + deployed(namespace));
            if (!namespace.rules().isEmpty()) {
                Columns rules = new Columns("", "packets", "bytes", "rule");
                int number = 0;
                for (RuleState rule : namespace.rules()) {
                    number++;
                    rules.row(
                            number,
                            Figures.number(rule.packets()),
                            Figures.bytes(rule.bytes()),
                            rule.id().isEmpty() ? "(added by hand)" : rule.name());
                }
                output.lines(rules.lines(2));
            }
            if (!namespace.others().isEmpty()) {
                output.line("  other tables: " + String.join(", ", namespace.others()));
            }
        }
        output.line("");
        printLists(state, output);
    }

    private static String deployed(NamespaceState namespace) {
        return namespace.deployed() == null
                ? "nothing of ours"
                : "policy " + namespace.deployed().policy() + ", deployed by "
                        + namespace.deployed().by() + " at "
                        + Figures.time(namespace.deployed().at());
    }

    private static void printLists(HostState state, Output output) {
        if (state.lists().isEmpty()) {
            output.line("no lists");
            return;
        }
        Columns lists = new Columns("list", "map", "type", "entries", "memory", "used by");
        for (ListState list : state.lists()) {
            for (MapState map : list.maps()) {
                lists.row(
                        list.digest(),
                        map.id(),
                        map.type(),
                        Figures.number(map.entries()),
                        Figures.bytes(map.memory()),
                        String.join(", ", list.namespaces()));
            }
        }
        output.lines(lists.lines(0));
        output.line("memory of all lists, each counted once: " + Figures.bytes(state.memory()));
    }
}
