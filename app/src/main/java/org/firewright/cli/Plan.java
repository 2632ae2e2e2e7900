package org.firewright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.PolicySet;
import org.firewright.policy.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what each target would get. */
@Command(name = "plan", description = "What each target would get, as nft text. No host is touched.")
final class Plan extends ProjectVerb {
    @Parameters(index = "1..*", paramLabel = "TARGET", description = "HOST or HOST/NAMESPACE; all of the project's.")
    private List<String> words = List.of();

    Plan(Surroundings surroundings) {
        super(surroundings);
    }

    /** What one target would get, as JSON. */
    private record Planned(String target, String policy, String digest, List<ListContent> lists, String nft) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = load().whole(output);
        List<Target> targets = targets(compiled.project(), words);
        Map<PolicySet, List<Target>> alike = targets.stream()
                .collect(Collectors.groupingBy(
                        target -> compiled.at(target).orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        alike.forEach((set, ofSet) -> {
            output.line((set.policies().size() == 1 ? "# policy " : "# policies ") + set.names() + " for "
                    + ofSet.stream().map(Target::text).collect(Collectors.joining(", ")));
            set.lists()
                    .forEach(list -> output.line("# list " + list.name() + ": " + Figures.count(list.ranges(), "range")
                            + ", " + list.digest().substring(0, 16)));
            output.lines(set.nft().lines().toList());
        });
        output.value(targets.stream().map(target -> planned(compiled, target)).toList());
        return ExitCode.OK;
    }

    private static Planned planned(CompiledProject compiled, Target target) {
        PolicySet set = compiled.at(target).orElseThrow();
        return new Planned(
                target.text(), set.names(), set.ruleset(target.namespace()).digest(), set.lists(), set.nft());
    }
}
