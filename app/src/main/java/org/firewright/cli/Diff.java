package org.firewright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.firewright.agent.api.ProblemException;
import org.firewright.analyse.Change;
import org.firewright.analyse.Difference;
import org.firewright.analyse.PolicyDifference;
import org.firewright.compile.CompiledProject;
import org.firewright.policy.Action;
import org.firewright.policy.Groups;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.Target;
import org.firewright.simulate.RulePlace;
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

    /**
     * A change as JSON; rules are empty where the policy's default decides.
     *
     * @param target where variables have values of their own, empty for everywhere else
     */
    private record Changed(
            String policy,
            String target,
            String before,
            String ruleBefore,
            String after,
            String ruleAfter,
            String packets,
            boolean all,
            String example,
            boolean confirmed) {
        Changed everywhere() {
            return new Changed(policy, "", before, ruleBefore, after, ruleAfter, packets, all, example, confirmed);
        }
    }

    /** That packets meet a policy elsewhere, as JSON: hook and priority before and after. */
    private record Moved(String policy, String before, String after) {}

    /** The result as JSON; policies that only one of the two has are named, not compared, and so are targets. */
    private record Compared(
            List<Changed> changes,
            List<Moved> moved,
            List<String> removed,
            List<String> added,
            List<String> targets,
            List<String> undecided) {}

    /** Two policies to be compared; the target is empty where no target's variables take part. */
    private record Pair(String target, PolicyDifference.Sided before, PolicyDifference.Sided after) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject before = Analyse.readable(load(), output);
        CompiledProject after = Analyse.readable(LoadedProject.of(other), output);
        Set<Changed> changes = new LinkedHashSet<>();
        List<Moved> moved = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        Set<String> undecided = new LinkedHashSet<>();
        for (Pair pair : pairs(before, after)) {
            Difference difference = PolicyDifference.between(pair.before, pair.after);
            String name = pair.before.policy().name();
            difference.changes().stream()
                    .map(change -> changed(pair, change))
                    .filter(change -> !changes.contains(change.everywhere()))
                    .forEach(changes::add);
            difference.move().filter(ignored -> pair.target.isEmpty()).ifPresent(move -> {
                moved.add(new Moved(name, move.before(), move.after()));
                sentences.add(name + ": " + move.sentence());
            });
            difference.undecided().forEach(sentence -> undecided.add(name + ": " + sentence));
        }
        List<String> removed = onlyIn(before, after);
        List<String> added = onlyIn(after, before);
        List<String> targets = targets(before.project(), after.project());
        sentences.forEach(output::line);
        changes.forEach(change -> print(change, output));
        removed.forEach(name -> output.line(kind(before, name) + name + " is there no more."));
        added.forEach(name -> output.line(kind(after, name) + name + " is new."));
        targets.forEach(output::line);
        undecided.forEach(output::step);
        boolean same = Stream.of(changes, moved, removed, added, targets).allMatch(Collection::isEmpty);
        output.line(same ? "Every packet meets the same end." : Figures.count(changes.size(), "change") + ".");
        output.value(new Compared(List.copyOf(changes), moved, removed, added, targets, List.copyOf(undecided)));
        return same ? ExitCode.OK : ExitCode.NO;
    }

    /** Policies as they are by themselves, and as they are at targets that give variables other values. */
    private static List<Pair> pairs(CompiledProject before, CompiledProject after) {
        List<Pair> pairs = new ArrayList<>(pairs(
                "",
                sides(before, before.project().hooked(), before.project().groups()),
                sides(after, after.project().hooked(), after.project().groups())));
        for (Target target : before.project().targets()) {
            Optional<Target> now = after.project().target(target);
            boolean sets = now.isPresent()
                    && !(target.variables().isEmpty() && now.get().variables().isEmpty());
            if (sets) {
                pairs.addAll(pairs(target.text(), sides(before, target), sides(after, now.get())));
            }
        }
        return pairs;
    }

    private static List<PolicyDifference.Sided> sides(CompiledProject compiled, Target target) {
        return sides(
                compiled,
                compiled.project().policies(target),
                compiled.project().groups(target));
    }

    private static List<PolicyDifference.Sided> sides(CompiledProject compiled, List<Policy> policies, Groups groups) {
        return policies.stream()
                .map(policy -> new PolicyDifference.Sided(policy, groups, LoadedProject.contents(compiled)))
                .toList();
    }

    /** Policies of the same name, before and after. */
    private static List<Pair> pairs(
            String target, List<PolicyDifference.Sided> before, List<PolicyDifference.Sided> after) {
        return before.stream()
                .flatMap(was -> after.stream()
                        .filter(is -> is.policy().name().equals(was.policy().name()))
                        .map(is -> new Pair(target, was, is)))
                .toList();
    }

    /** Sentences about targets that enforce other policies, or that only one of the two has. */
    private static List<String> targets(Project before, Project after) {
        List<String> sentences = new ArrayList<>();
        for (Target target : before.targets()) {
            Optional<Target> now = after.target(target);
            if (now.isEmpty()) {
                sentences.add("Target " + target.text() + " is there no more.");
            } else if (!now.get().enforcesAs(target)) {
                sentences.add("Target " + target.text() + " has "
                        + (now.get().policies().size() == 1 ? "policy " : "policies ")
                        + now.get().policyNames() + " instead of " + target.policyNames() + ".");
            }
        }
        after.targets().stream()
                .filter(target -> before.target(target).isEmpty())
                .forEach(target -> sentences.add("Target " + target.text() + " is new."));
        return sentences;
    }

    private static String kind(CompiledProject project, String name) {
        return project.project().groups().named(name).isPresent() ? "Group " : "Policy ";
    }

    private static List<String> onlyIn(CompiledProject one, CompiledProject other) {
        return one.project().policies().stream()
                .map(Policy::name)
                .filter(name -> other.project().policy(name).isEmpty())
                .toList();
    }

    private static Changed changed(Pair pair, Change change) {
        return new Changed(
                pair.before.policy().name(),
                pair.target,
                word(change.before()),
                name(pair, change.ruleBefore()),
                word(change.after()),
                name(pair, change.ruleAfter()),
                change.packets(),
                change.whole(),
                change.example().text(),
                change.example().confirmed());
    }

    /** A rule's name, with that of its group where it is in one. */
    private static String name(Pair pair, Optional<RulePlace> rule) {
        return rule.map(place -> place.policy().equals(pair.before.policy().name())
                        ? place.name()
                        : place.name() + " of " + place.policy())
                .orElse("");
    }

    private static void print(Changed change, Output output) {
        String where = change.target.isEmpty() ? "" : " at " + change.target;
        output.line(change.policy + where + ": " + change.before + by(change.ruleBefore) + " becomes " + change.after
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
