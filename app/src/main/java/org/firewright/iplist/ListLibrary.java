package org.firewright.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListSource;
import org.firewright.policy.Project;

/**
 * The lists of a project, read from wherever they come. A file is read again only when its time or size has changed, so
 * one library is kept for as long as a project is open. Any thread may use it.
 */
public final class ListLibrary {
    private final Map<Key, Known> known = new ConcurrentHashMap<>();
    private final ListFetcher fetcher;

    /** A library that keeps copies of what web servers have in the user's cache folder. */
    public ListLibrary() {
        this(ListFetcher.ofUser());
    }

    /** A library with a fetcher of the caller's. */
    public ListLibrary(ListFetcher fetcher) {
        this.fetcher = fetcher;
    }

    private record Key(Path file, int column) {}

    private record Known(FileTime time, long size, AddressList list) {}

    /**
     * A list as it was read, or why it could not be.
     *
     * @param list null where there is a problem
     * @param problem null where there is none
     * @param warning what is doubtful about it though it was read; empty where nothing is
     */
    public record Entry(AddressList list, Problem problem, String warning) {}

    /**
     * Reads all lists.
     *
     * @param folder the project's, which paths are relative to and must not lead out of
     * @return an entry for each definition, in their order
     */
    public Map<String, Entry> read(Path folder, List<ListDefinition> definitions) {
        Map<String, ListDefinition> byName = new LinkedHashMap<>();
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (ListDefinition definition : definitions) {
            read(folder, definition, byName, entries, new ArrayList<>());
        }
        Map<String, Entry> ordered = new LinkedHashMap<>();
        definitions.forEach(definition -> ordered.put(definition.name(), entries.get(definition.name())));
        return ordered;
    }

    private Entry read(
            Path folder,
            ListDefinition definition,
            Map<String, ListDefinition> byName,
            Map<String, Entry> entries,
            List<String> path) {
        Entry there = entries.get(definition.name());
        if (there != null) {
            return there;
        }
        Entry entry;
        try {
            entry = switch (definition.source()) {
                case ListSource.File(Path file, int column) -> good(file(folder, file, column));
                case ListSource.Folder(Path inFolder, int column) -> good(folder(folder, inFolder, column));
                case ListSource.Url url -> {
                    ListFetcher.Copy copy = fetcher.fetch(url.address(), url.refresh());
                    AddressList list =
                            cached(copy.file(), url.column(), url.address().toString());
                    yield new Entry(list, null, copy.warning());
                }
                case ListSource.Combination combination ->
                    good(combined(folder, definition.name(), combination, byName, entries, path));
            };
        } catch (ProblemException e) {
            entry = new Entry(null, e.problem(), "");
        }
        entries.put(definition.name(), entry);
        return entry;
    }

    private static Entry good(AddressList list) {
        return new Entry(list, null, "");
    }

    private AddressList combined(
            Path folder,
            String name,
            ListSource.Combination combination,
            Map<String, ListDefinition> byName,
            Map<String, Entry> entries,
            List<String> path)
            throws ProblemException {
        path.add(name);
        AddressRanges result = null;
        long lines = 0;
        for (String part : combination.lists()) {
            if (path.contains(part)) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The list " + name + " is made of itself: " + String.join(" → ", path) + " → " + part + ".",
                        "Take one of them out.");
            }
            ListDefinition definition = byName.get(part);
            if (definition == null) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The list " + name + " needs a list " + part + ", and there is none.",
                        "Correct the name, or define the list.");
            }
            Entry entry = read(folder, definition, byName, entries, path);
            if (entry.problem() != null) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The list " + name + " needs the list " + part + ", which could not be read.",
                        entry.problem().sentence());
            }
            AddressRanges ranges = entry.list().ranges();
            lines += entry.list().entries();
            result = result == null ? ranges : apply(combination.operation(), result, ranges);
        }
        path.removeLast();
        return new AddressList(combination.text(), result, lines, List.of(), 0);
    }

    private static AddressRanges apply(ListSource.Operation operation, AddressRanges one, AddressRanges other) {
        return switch (operation) {
            case UNION -> RangeAlgebra.union(one, other);
            case INTERSECT -> RangeAlgebra.intersection(one, other);
            case EXCEPT -> RangeAlgebra.except(one, other);
        };
    }

    private AddressList folder(Path folder, Path inFolder, int column) throws ProblemException {
        List<Path> files = files(folder, inFolder);
        RangeCollector collector = new RangeCollector();
        List<BadLine> badLines = new ArrayList<>();
        long entries = 0;
        long bad = 0;
        for (Path file : files) {
            AddressList list = cached(file, column, file.toString());
            collector.addAll(list.ranges());
            entries += list.entries();
            bad += list.badCount();
            list.badLines().stream()
                    .limit(ListReader.MAX_BAD_LINES - badLines.size())
                    .forEach(badLines::add);
        }
        return new AddressList(folder.resolve(inFolder).toString(), collector.ranges(), entries, badLines, bad);
    }

    /** The files of a folder in the project's, in the order of their names. */
    static List<Path> files(Path folder, Path inFolder) throws ProblemException {
        try (Stream<Path> found = Files.list(inside(folder, inFolder))) {
            return found.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw missing(folder.resolve(inFolder), "folder");
        }
    }

    private AddressList file(Path folder, Path file, int column) throws ProblemException {
        Path real = inside(folder, file);
        return cached(real, column, real.toString());
    }

    /** The real path, which no link leads out of the project's folder. */
    static Path inside(Path folder, Path path) throws ProblemException {
        try {
            Path real = folder.resolve(path).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The file " + path + " is a link out of the project's folder.",
                        "Copy the list into the folder.");
            }
            return real;
        } catch (IOException e) {
            throw missing(folder.resolve(path), "list file");
        }
    }

    private static ProblemException missing(Path path, String what) {
        return ProblemException.of(
                Problem.Kind.NOT_FOUND,
                "There is no readable " + what + " " + path + ".",
                "Put it there, or correct the path in " + Project.FILE + ".");
    }

    /** A file that is read again only when its time or size has changed. */
    AddressList cached(Path file, int column, String source) throws ProblemException {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            Key key = new Key(file, column);
            Known before = known.get(key);
            if (before != null && before.size == size && before.time.equals(time)) {
                return before.list;
            }
            AddressList list = ListReader.read(file, new ListFormat(column));
            known.put(key, new Known(time, size, list));
            return list;
        } catch (IOException e) {
            throw ListFaults.unreadable(source, e);
        }
    }
}
