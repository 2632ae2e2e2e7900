package org.firewright.cli;

import java.util.List;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.compile.AddressTable;
import org.firewright.compile.CompiledProject;
import org.firewright.compile.ProjectList;
import picocli.CommandLine.Command;

/** Tells of a project's lists. */
@Command(name = "lists", description = "The project's lists: entries, ranges, lines left out, and who uses them.")
final class Lists extends ProjectVerb {
    Lists(Surroundings surroundings) {
        super(surroundings);
    }

    /** A list as JSON; {@code bytes} is what travels to a host. */
    private record Listed(
            String name,
            String source,
            String digest,
            long entries,
            int v4Ranges,
            int v6Ranges,
            long leftOut,
            int bytes,
            List<String> policies) {}

    @Override
    int run(Output output) throws ProblemException {
        CompiledProject compiled = load().whole(output);
        List<Listed> lists = Stream.concat(
                        compiled.lists().stream().map(list -> listed(list, compiled)),
                        compiled.tables().stream().map(table -> listed(table, compiled)))
                .toList();
        Columns columns = new Columns(
                "list", "entries", "IPv4 ranges", "IPv6 ranges", "left out", "upload", "policies", "source");
        for (Listed list : lists) {
            columns.row(
                    list.name,
                    Figures.number(list.entries),
                    Figures.number(list.v4Ranges),
                    Figures.number(list.v6Ranges),
                    Figures.number(list.leftOut),
                    Figures.bytes(list.bytes),
                    String.join(", ", list.policies),
                    list.source);
        }
        output.lines(lists.isEmpty() ? List.of("The project has no lists.") : columns.lines(0));
        output.value(lists);
        return ExitCode.OK;
    }

    private static Listed listed(ProjectList list, CompiledProject compiled) {
        AddressRanges ranges = list.read().ranges();
        return new Listed(
                list.name(),
                list.definition().source().toString(),
                list.file().digest(),
                list.read().entries(),
                ranges.v4Count(),
                ranges.v6Count(),
                list.read().badCount(),
                list.file().bytes().length,
                policies(list.file(), compiled));
    }

    private static Listed listed(AddressTable table, CompiledProject compiled) {
        return new Listed(
                table.kind().word(),
                table.read().source(),
                table.file().digest(),
                table.read().entries(),
                table.read().values().v4Count(),
                table.read().values().v6Count(),
                table.read().badCount(),
                table.file().bytes().length,
                policies(table.file(), compiled));
    }

    private static List<String> policies(ListFile file, CompiledProject compiled) {
        return compiled.policies().stream()
                .filter(compilation -> compilation.lists().stream()
                        .anyMatch(used -> used.digest().equals(file.digest())))
                .map(compilation -> compilation.policy().name())
                .toList();
    }
}
