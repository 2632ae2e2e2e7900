package org.firewright.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.BadLine;
import org.firewright.iplist.ListLibrary;
import org.firewright.iplist.ValueLibrary;
import org.firewright.iplist.ValueList;
import org.firewright.policy.Location;
import org.firewright.policy.Project;
import org.firewright.policy.ProjectProblem;

/** Reads what a project knows of addresses beside its lists. */
final class AddressTables {
    private static final int BAD_LINES_TOLD = 5;

    private final ValueLibrary library;

    /** Packed tables, for as long as their numbers stay the same. */
    private final Map<AddressTable.Kind, Packed> packings = new ConcurrentHashMap<>();

    private record Packed(AddressValues values, ListFile file) {}

    AddressTables(ListLibrary lists) {
        library = new ValueLibrary(lists);
    }

    /** The tables that the project names, empty where one could not be read; what is wrong is told. */
    Map<AddressTable.Kind, Optional<AddressTable>> read(Project project, List<ProjectProblem> problems) {
        Map<AddressTable.Kind, Optional<AddressTable>> tables = new EnumMap<>(AddressTable.Kind.class);
        project.sources()
                .countries()
                .ifPresent(place -> tables.put(
                        AddressTable.Kind.COUNTRIES,
                        read(
                                AddressTable.Kind.COUNTRIES,
                                place,
                                () -> library.countries(project.folder(), place),
                                problems)));
        project.sources()
                .asNumbers()
                .ifPresent(place -> tables.put(
                        AddressTable.Kind.AS_NUMBERS,
                        read(
                                AddressTable.Kind.AS_NUMBERS,
                                place,
                                () -> library.asNumbers(project.folder(), place),
                                problems)));
        return tables;
    }

    private interface Source {
        ValueList read() throws ProblemException;
    }

    private Optional<AddressTable> read(
            AddressTable.Kind kind, Path place, Source source, List<ProjectProblem> problems) {
        try {
            ValueList list = source.read();
            tell(kind, place, list, problems);
            Packed packed = packings.get(kind);
            if (packed == null || !packed.values.equals(list.values())) {
                packed = new Packed(list.values(), ListFile.of(list.values()));
                packings.put(kind, packed);
            }
            return Optional.of(new AddressTable(kind, list, packed.file));
        } catch (ProblemException e) {
            problems.add(ProjectProblem.error(
                    new Location.InFile(place, 0, 0),
                    e.problem().sentence(),
                    e.problem().remedy()));
            return Optional.empty();
        }
    }

    private static void tell(AddressTable.Kind kind, Path place, ValueList list, List<ProjectProblem> problems) {
        List<ProjectProblem> doubts = new ArrayList<>();
        for (BadLine bad : list.badLines().stream().limit(BAD_LINES_TOLD).toList()) {
            doubts.add(ProjectProblem.warning(
                    new Location.InFile(place, kind == AddressTable.Kind.COUNTRIES ? 0 : (int) bad.number(), 0),
                    "\"" + bad.text() + "\" was left out of " + kind.word() + ".",
                    bad.reason()));
        }
        Location whole = new Location.InFile(place, 0, 0);
        if (list.badCount() > doubts.size()) {
            doubts.add(ProjectProblem.warning(
                    whole, list.badCount() - doubts.size() + " more lines were left out of " + kind.word() + ".", ""));
        }
        if (list.conflicts() > 0) {
            doubts.add(ProjectProblem.warning(
                    whole,
                    list.conflicts() + " ranges stand there more than once with different values; the first counts.",
                    ""));
        }
        if (list.values().count() == 0) {
            doubts.add(ProjectProblem.warning(whole, "No address is told there.", ""));
        }
        problems.addAll(doubts);
    }
}
