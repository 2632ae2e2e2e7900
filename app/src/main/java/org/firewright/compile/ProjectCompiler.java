package org.firewright.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.BadLine;
import org.firewright.iplist.ListLibrary;
import org.firewright.policy.Groups;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListSource;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;
import org.firewright.policy.Target;

/**
 * Reads a project's lists and compiles its policies. A list is read again only when its file's time or size has
 * changed, so one compiler is kept for as long as a project is open. Any thread may call it.
 */
public final class ProjectCompiler {
    /** How many bad lines of a list become problems of their own. */
    private static final int BAD_LINES_TOLD = 5;

    private final ListLibrary library;
    private final AddressTables tables;

    /** Packed lists by name, for as long as their ranges stay the same. */
    private final Map<String, Packed> packings = new ConcurrentHashMap<>();

    private record Packed(AddressRanges ranges, ListFile file) {}

    /** A compiler that reads lists by itself. */
    public ProjectCompiler() {
        this(new ListLibrary());
    }

    /** A compiler that takes lists from a library. */
    public ProjectCompiler(ListLibrary library) {
        this.library = library;
        tables = new AddressTables(library);
    }

    /** Reads and compiles everything; nothing is thrown, what is wrong is among the problems. */
    public CompiledProject compile(Project project) {
        List<ProjectProblem> problems = new ArrayList<>();
        List<ProjectList> lists = new ArrayList<>();
        Map<String, Optional<ListContent>> contents = new LinkedHashMap<>();
        Map<String, ChosenList> chosen = new HashMap<>();
        ListUses uses = new ListUses(project);
        Map<String, ListLibrary.Entry> entries = library.read(project.folder(), project.lists());
        for (ListDefinition definition : project.lists()) {
            Optional<ChosenList> taken =
                    taken(definition, entries.get(definition.name()), uses.most(definition.name()), problems);
            taken.ifPresent(list -> chosen.put(definition.name(), list));
            Optional<ProjectList> list = taken.map(ChosenList::list);
            list.ifPresent(lists::add);
            contents.put(definition.name(), list.map(ProjectList::content));
        }
        Map<AddressTable.Kind, Optional<AddressTable>> known = tables.read(project, problems);
        List<Compilation> policies = new ArrayList<>();
        for (Policy policy : project.policies()) {
            Compilation compilation = Compiler.compile(policy, project.groups(), new Reducer(contents, chosen, known));
            policies.add(compilation);
            problems.addAll(compilation.problems());
        }
        problems.addAll(unused(project));
        record Wanted(List<String> policies, Map<String, String> variables) {}
        Map<Wanted, PolicySet> alike = new HashMap<>();
        Map<String, PolicySet> sets = new LinkedHashMap<>();
        for (Target target : project.targets()) {
            PolicySet set = alike.computeIfAbsent(
                    new Wanted(target.policies(), target.variables()),
                    wanted -> set(
                            project,
                            target,
                            policy -> usual(policy, policies)
                                    .orElseGet(() -> Compiler.compile(
                                            policy, project.groups(target), new Reducer(contents, chosen, known)))));
            sets.put(target.text(), set);
            tell(target, set, problems);
        }
        return new CompiledProject(
                project,
                lists,
                known.values().stream().flatMap(Optional::stream).toList(),
                policies,
                sets,
                problems);
    }

    private static List<ProjectProblem> unused(Project project) {
        Groups groups = project.groups();
        List<Policy> reached = groups.reached(project.hooked());
        return groups.byName().values().stream()
                .filter(group -> !reached.contains(group))
                .map(group -> ProjectProblem.warning(
                        Location.InRule.policy(group.name()),
                        "No policy jumps to the group " + group.name() + ".",
                        "Let a rule jump to it, or remove it."))
                .toList();
    }

    private static PolicySet set(Project project, Target target, Function<Policy, Compilation> compiled) {
        List<Policy> met = project.policies(target);
        return new PolicySet(
                met.stream().map(compiled).toList(),
                project.groups(target).reached(met).stream().map(compiled).toList());
    }

    /** The compilation of a policy to which a target gives no other values. */
    private static Optional<Compilation> usual(Policy policy, List<Compilation> policies) {
        return policies.stream().filter(each -> each.policy().equals(policy)).findFirst();
    }

    /** What is wrong only with the values that one target gives, and with its policies together. */
    private static void tell(Target target, PolicySet set, List<ProjectProblem> problems) {
        for (ProjectProblem problem : set.problems()) {
            if (!problems.contains(problem)) {
                problems.add(new ProjectProblem(
                        problem.severity(),
                        problem.location(),
                        "For " + target.text() + ": " + problem.sentence(),
                        problem.remedy()));
            }
        }
        problems.addAll(set.conflicts(target));
    }

    /** A list that could be read, with what is doubtful about it told; empty where an error is told. */
    private Optional<ChosenList> taken(
            ListDefinition definition, ListLibrary.Entry entry, int uses, List<ProjectProblem> problems) {
        Location location = new Location.InList(definition.name());
        if (entry.problem() != null) {
            problems.add(ProjectProblem.error(
                    location, entry.problem().sentence(), entry.problem().remedy()));
            return Optional.empty();
        }
        if (!entry.warning().isEmpty()) {
            problems.add(ProjectProblem.warning(location, entry.warning(), ""));
        }
        AddressList list = entry.list();
        tell(location, definition, list, problems);
        Packed packed = packings.get(definition.name());
        if (packed == null || !packed.ranges.equals(list.ranges())) {
            packed = new Packed(list.ranges(), ListFile.of(list.ranges()));
            packings.put(definition.name(), packed);
        }
        ListChoice choice = ListChoice.of(definition.name(), list.ranges(), definition.holding(), uses);
        choice.doubt()
                .ifPresent(doubt -> problems.add(
                        ProjectProblem.warning(location, doubt, "Take held-as out of the list, or write: table.")));
        return Optional.of(new ChosenList(new ProjectList(definition, list, packed.file, choice.kind()), choice));
    }

    private static void tell(
            Location location, ListDefinition definition, AddressList list, List<ProjectProblem> problems) {
        for (BadLine bad : list.badLines().stream().limit(BAD_LINES_TOLD).toList()) {
            problems.add(ProjectProblem.warning(
                    at(definition, bad),
                    "\"" + bad.text() + "\" was left out of the list " + definition.name() + ".",
                    bad.reason()));
        }
        long others = list.badCount() - BAD_LINES_TOLD;
        if (others > 0) {
            problems.add(ProjectProblem.warning(
                    location, others + " more lines of " + definition.source() + " were left out.", ""));
        }
        if (list.ranges().count() == 0) {
            problems.add(ProjectProblem.warning(location, "The list holds no address.", ""));
        }
    }

    private static Location at(ListDefinition definition, BadLine bad) {
        return definition.source() instanceof ListSource.File file
                ? new Location.InFile(file.path(), (int) bad.number(), 0)
                : new Location.InList(definition.name());
    }
}
