package org.firewright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.firewright.agent.api.ProblemException;
import org.firewright.analyse.Change;
import org.firewright.analyse.Difference;
import org.firewright.analyse.PolicyDifference;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.Action;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells which packets two states of a project treat differently. */
@Command(
        name = "diff",
        description = "Which packets meet another end in a changed copy of the project? No host is touched.")
final class Diff extends ProjectVerb {
    @Parameters(index = "1", paramLabel = "OTHER", description = "The changed copy: its folder or its firewright.yaml.")
    private Path other;

    Diff(Surroundings surroundings) {
        super(surroundings);
    }

    /** A change as JSON; rules are empty where the policy's default decides. */
    private record Changed(
            String policy,
            String before,
            String ruleBefore,
            String after,
            String ruleAfter,
            String packets,
            boolean all,
            String example,
            boolean confirmed) {}

    /** The result as JSON; policies that only one of the two has are named, not compared. */
    private record Compared(List<Changed> changes, List<String> removed, List<String> added, List<String> undecided) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject before = Analyse.readable(load(), output);
        CompiledProject after = Analyse.readable(LoadedProject.of(other), output);
        List<Changed> changes = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (Policy policy : before.project().policies()) {
            Optional<Policy> now = after.project().policy(policy.name());
            if (now.isPresent()) {
                Difference difference = PolicyDifference.between(
                        policy, LoadedProject.contents(before), now.get(), LoadedProject.contents(after));
                difference.changes().forEach(change -> changes.add(changed(policy, change)));
                difference.undecided().forEach(sentence -> undecided.add(policy.name() + ": " + sentence));
            }
        }
        List<String> removed = onlyIn(before, after);
        List<String> added = onlyIn(after, before);
        changes.forEach(change -> print(change, output));
        removed.forEach(name -> output.line("Policy " + name + " is there no more."));
        added.forEach(name -> output.line("Policy " + name + " is new."));
        undecided.forEach(output::step);
        boolean same = changes.isEmpty() && removed.isEmpty() && added.isEmpty();
        output.line(same ? "Every packet meets the same end." : Figures.count(changes.size(), "change") + ".");
        output.value(new Compared(changes, removed, added, undecided));
        return same ? ExitCode.OK : ExitCode.NO;
    }

    private static List<String> onlyIn(CompiledProject one, CompiledProject other) {
        return one.project().policies().stream()
                .map(Policy::name)
                .filter(name -> other.project().policy(name).isEmpty())
                .toList();
    }

    private static Changed changed(Policy policy, Change change) {
        return new Changed(
                policy.name(),
                word(change.before()),
                change.ruleBefore().map(PolicyRule::name).orElse(""),
                word(change.after()),
                change.ruleAfter().map(PolicyRule::name).orElse(""),
                change.packets(),
                change.whole(),
                change.example().text(),
                change.example().confirmed());
    }

    private static void print(Changed change, Output output) {
        output.line(change.policy + ": " + change.before + by(change.ruleBefore) + " becomes " + change.after
                + by(change.ruleAfter));
        String packets = change.packets.isEmpty() ? "every packet" : change.packets;
        output.line("    " + (change.all ? "" : "among others ") + packets);
        output.line(
                "    for example " + change.example + (change.confirmed ? "" : " (not confirmed by the simulator)"));
    }

    private static String by(String rule) {
        return rule.isEmpty() ? " by default" : " (" + rule + ")";
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
