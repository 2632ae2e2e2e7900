package org.firewright.compile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Ruleset;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;

/**
 * A project with its lists read and all of its policies compiled.
 *
 * @param project the project
 * @param lists every list of the project that could be read, in the project's order
 * @param tables what the project knows of addresses beside, as far as it could be read
 * @param policies one for each policy and group, in the project's order
 * @param sets all policies of each target together, by {@link Target#text}; targets with the same policies and values have
 *     the same object
 * @param problems all that is wrong or doubtful with lists, policies and targets; those of the policies stand there too
 */
public record CompiledProject(
        Project project,
        List<ProjectList> lists,
        List<AddressTable> tables,
        List<Compilation> policies,
        Map<String, PolicySet> sets,
        List<ProjectProblem> problems) {
    public CompiledProject {
        lists = List.copyOf(lists);
        tables = List.copyOf(tables);
        policies = List.copyOf(policies);
        sets = Map.copyOf(sets);
        problems = List.copyOf(problems);
    }

    /** The compilation of the policy or group of this name. */
    public Optional<Compilation> policy(String name) {
        return policies.stream()
                .filter(compilation -> compilation.policy().name().equals(name))
                .findFirst();
    }

    /** All policies of a target as they hold there; empty where it enforces others, or none that the project knows. */
    public Optional<PolicySet> at(Target target) {
        return project.target(target)
                .filter(known -> known.enforcesAs(target))
                .map(known -> sets.get(known.text()))
                .or(() -> Optional.of(compiled(target))
                        .filter(set -> !set.policies().isEmpty()));
    }

    /** The policies of a target that the project does not have. */
    private PolicySet compiled(Target target) {
        List<Policy> met = project.policies(target);
        return new PolicySet(compiled(met), compiled(project.groups().reached(met)));
    }

    private List<Compilation> compiled(List<Policy> policies) {
        return policies.stream().flatMap(each -> policy(each.name()).stream()).toList();
    }

    /** The list of this name, if it could be read. */
    public Optional<ProjectList> list(String name) {
        return lists.stream().filter(list -> list.name().equals(name)).findFirst();
    }

    /** What is known of addresses beside the lists that they are in. */
    public AddressFacts facts() {
        return new AddressFacts(values(AddressTable.Kind.COUNTRIES), values(AddressTable.Kind.AS_NUMBERS));
    }

    private Optional<AddressValues> values(AddressTable.Kind kind) {
        return tables.stream()
                .filter(table -> table.kind() == kind)
                .map(table -> table.read().values())
                .findFirst();
    }

    /** What stands against deploying to these targets: the errors of their policies and their own, each once. */
    public List<ProjectProblem> errors(Collection<Target> targets) {
        return targets.stream()
                .flatMap(target -> at(target).stream()
                        .flatMap(set -> Stream.concat(set.problems().stream(), set.conflicts(target).stream())))
                .filter(ProjectProblem::isError)
                .distinct()
                .toList();
    }

    /**
     * What one host shall enforce.
     *
     * @param by who deploys, as {@link Deployment#by}
     * @param targets namespaces of the same host
     * @throws IllegalStateException when one of the targets has {@link #errors} or no policy that there is
     */
    public Deployment deployment(String by, List<Target> targets) {
        Map<String, ListContent> contents = new LinkedHashMap<>();
        Map<String, ProgramContent> programs = new LinkedHashMap<>();
        List<Ruleset> rulesets = targets.stream()
                .map(target -> {
                    PolicySet set = at(target)
                            .orElseThrow(() -> new IllegalStateException("There is no policy " + target.policyNames()));
                    set.lists().forEach(list -> contents.putIfAbsent(list.digest(), list));
                    set.programs().forEach(program -> programs.putIfAbsent(program.digest(), program));
                    return set.ruleset(target.namespace());
                })
                .toList();
        return new Deployment(by, List.copyOf(contents.values()), List.copyOf(programs.values()), rulesets);
    }

    /** The file that holds the list of this digest, for a host that lacks it. */
    public Optional<ListFile> content(String digest) {
        return Stream.concat(
                        lists.stream().map(ProjectList::file), tables.stream().map(AddressTable::file))
                .filter(file -> file.digest().equals(digest))
                .findFirst();
    }
}
