package org.firewright.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Countries and autonomous systems of addresses, read again only when their files have changed. Any thread may use it. */
public final class ValueLibrary {
    private final ListLibrary lists;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    private record Known(List<Object> of, ValueList list) {}

    /** A library that reads countries' lists through another. */
    public ValueLibrary(ListLibrary lists) {
        this.lists = lists;
    }

    /**
     * The countries of addresses, from a folder with lists of networks: a file's name tells its country, see {@link
     * Countries#ofFile}. Files that tell none, such as a licence, are left out and counted among the bad lines.
     *
     * @param folder the project's
     * @param inFolder relative to it
     * @throws ProblemException when the folder or one of the files cannot be read, or none tells a country
     */
    public ValueList countries(Path folder, Path inFolder) throws ProblemException {
        List<Object> of = new ArrayList<>();
        List<BadLine> badLines = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<AddressList> parts = new ArrayList<>();
        long entries = 0;
        long bad = 0;
        for (Path file : ListLibrary.files(folder, inFolder)) {
            String name = file.getFileName().toString();
            Optional<String> code = Countries.ofFile(name);
            if (code.isEmpty()) {
                badLines.add(new BadLine(0, name, "The file's name tells no country, such as de.txt does: left out."));
                bad++;
                continue;
            }
            AddressList list = lists.cached(file, 0, file.toString());
            of.add(code.get());
            of.add(list.ranges());
            numbers.add(Countries.number(code.get()));
            parts.add(list);
            entries += list.entries();
            bad += list.badCount();
            list.badLines().stream()
                    .limit(ListReader.MAX_BAD_LINES - badLines.size())
                    .forEach(badLines::add);
        }
        Path place = folder.resolve(inFolder);
        if (parts.isEmpty()) {
            throw ProblemException.of(
                    Problem.Kind.NOT_FOUND,
                    "The folder " + place + " has no list of a country.",
                    "Put files of networks there whose names tell the country's code, such as de.txt or"
                            + " country-de-ipv4.txt.");
        }
        Known before = known.get(place);
        if (before == null || !before.of.equals(of)) {
            ValueCollector collector = new ValueCollector();
            for (int i = 0; i < parts.size(); i++) {
                collector.value(numbers.get(i));
                collector.addAll(parts.get(i).ranges());
            }
            ValueList list =
                    new ValueList(place.toString(), collector.values(), entries, badLines, bad, collector.conflicts());
            before = new Known(of, list);
            known.put(place, before);
        }
        return before.list;
    }

    /**
     * The autonomous systems of addresses.
     *
     * @param folder the project's
     * @param file relative to it, see {@link ValueReader}
     * @throws ProblemException when it is not there, cannot be read, is no text or is a web page
     */
    public ValueList asNumbers(Path folder, Path file) throws ProblemException {
        Path real = ListLibrary.inside(folder, file);
        try {
            FileTime time = Files.getLastModifiedTime(real);
            List<Object> of = List.of(time, Files.size(real));
            Known before = known.get(real);
            if (before == null || !before.of.equals(of)) {
                before = new Known(of, ValueReader.read(real));
                known.put(real, before);
            }
            return before.list;
        } catch (IOException e) {
            throw ListFaults.unreadable(real.toString(), e);
        }
    }
}
