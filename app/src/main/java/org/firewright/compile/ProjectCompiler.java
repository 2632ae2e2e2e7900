package org.firewright.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.BadLine;
import org.firewright.iplist.ListReader;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.Location;
import org.firewright.policy.Policy;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;

/**
 * Reads a project's lists and compiles its policies. A list is read again only when its file's time or size has
 * changed, so one compiler is kept for as long as a project is open. Any thread may call it.
 */
public final class ProjectCompiler {
    /** How many bad lines of a list become problems of their own. */
    private static final int BAD_LINES_TOLD = 5;

    private final Map<Path, Cached> cache = new ConcurrentHashMap<>();

    /** A list as it was when its file had this time and size. */
    private record Cached(FileTime time, long size, AddressList list, ListFile file) {}

    /** Reads and compiles everything; nothing is thrown, what is wrong is among the problems. */
    public CompiledProject compile(Project project) {
        List<ProjectProblem> problems = new ArrayList<>();
        List<ProjectList> lists = new ArrayList<>();
        Map<String, Optional<ListContent>> contents = new LinkedHashMap<>();
        for (ListDefinition definition : project.lists()) {
            Optional<ProjectList> list = read(project.folder(), definition, problems);
            list.ifPresent(lists::add);
            contents.put(definition.name(), list.map(ProjectList::content));
        }
        List<Compilation> policies = new ArrayList<>();
        for (Policy policy : project.policies()) {
            Compilation compilation = Compiler.compile(policy, contents);
            policies.add(compilation);
            problems.addAll(compilation.problems());
        }
        return new CompiledProject(project, lists, policies, problems);
    }

    private Optional<ProjectList> read(Path folder, ListDefinition definition, List<ProjectProblem> problems) {
        Location location = new Location.InList(definition.name());
        Path file = folder.resolve(definition.source());
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                problems.add(ProjectProblem.error(
                        location,
                        "The file " + definition.source() + " is a link out of the project's folder.",
                        "Copy the list into the folder."));
                return Optional.empty();
            }
            Cached cached = read(real);
            tell(location, definition, cached.list, problems);
            return Optional.of(new ProjectList(definition, cached.list, cached.file));
        } catch (ProblemException e) {
            problems.add(ProjectProblem.error(
                    location, e.problem().sentence(), e.problem().remedy()));
        } catch (IOException e) {
            problems.add(ProjectProblem.error(
                    location,
                    "There is no readable list file " + file + ".",
                    "Put it there, or correct the path in " + Project.FILE + "."));
        }
        return Optional.empty();
    }

    private Cached read(Path file) throws IOException, ProblemException {
        FileTime time = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        Cached known = cache.get(file);
        if (known != null && known.size == size && known.time.equals(time)) {
            return known;
        }
        AddressList list = ListReader.read(file);
        Cached read = new Cached(time, size, list, ListFile.of(list.ranges()));
        cache.put(file, read);
        return read;
    }

    private static void tell(
            Location location, ListDefinition definition, AddressList list, List<ProjectProblem> problems) {
        for (BadLine bad : list.badLines().stream().limit(BAD_LINES_TOLD).toList()) {
            problems.add(ProjectProblem.warning(
                    new Location.InFile(definition.source(), (int) bad.number(), 0),
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
}
