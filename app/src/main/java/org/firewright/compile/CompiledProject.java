package org.firewright.compile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.api.Ruleset;
import org.firewright.iplist.AddressFacts;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;

/**
 * A project with its lists read and all of its policies compiled.
 *
 * @param project the project
 * @param lists every list of the project that could be read, in the project's order
 * @param tables what the project knows of addresses beside, as far as it could be read
 * @param policies one for each policy, in the project's order
 * @param elsewhere the same for targets that give variables other values, by the target
 * @param problems all that is wrong or doubtful with lists and policies; those of the policies stand there too
 */
public record CompiledProject(
        Project project,
        List<ProjectList> lists,
        List<AddressTable> tables,
        List<Compilation> policies,
        Map<Target, Compilation> elsewhere,
        List<ProjectProblem> problems) {
    public CompiledProject {
        lists = List.copyOf(lists);
        tables = List.copyOf(tables);
        policies = List.copyOf(policies);
        elsewhere = Map.copyOf(elsewhere);
        problems = List.copyOf(problems);
    }

    /** The compilation of the policy of this name. */
    public Optional<Compilation> policy(String name) {
        return policies.stream()
                .filter(compilation -> compilation.policy().name().equals(name))
                .findFirst();
    }

    /** The compilation of a target's policy as it holds there. */
    public Optional<Compilation> policy(Target target) {
        return project.targets().stream()
                .filter(each ->
                        each.text().equals(target.text()) && each.policy().equals(target.policy()))
                .map(elsewhere::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> policy(target.policy()));
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

    /** What stands against deploying to these targets: the errors of their policies, each once. */
    public List<ProjectProblem> errors(Collection<Target> targets) {
        return targets.stream()
                .flatMap(target -> policy(target).stream())
                .distinct()
                .flatMap(compilation -> compilation.problems().stream())
                .filter(ProjectProblem::isError)
                .toList();
    }

    /**
     * What one host shall enforce.
     *
     * @param by who deploys, as {@link Deployment#by}
     * @param targets namespaces of the same host
     * @throws IllegalStateException when one of the targets' policies has {@link #errors} or does not exist
     */
    public Deployment deployment(String by, List<Target> targets) {
        Map<String, ListContent> contents = new LinkedHashMap<>();
        Map<String, ProgramContent> programs = new LinkedHashMap<>();
        List<Ruleset> rulesets = targets.stream()
                .map(target -> {
                    Compilation compilation = policy(target)
                            .orElseThrow(() -> new IllegalStateException("There is no policy " + target.policy()));
                    compilation.lists().forEach(list -> contents.putIfAbsent(list.digest(), list));
                    compilation.programs().forEach(program -> programs.putIfAbsent(program.digest(), program));
                    return compilation.ruleset(target.namespace());
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
