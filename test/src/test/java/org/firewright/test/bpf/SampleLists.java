package org.firewright.test.bpf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.ListReader;

/** Real lists: those of the sample project, and feeds that lie beside the repository on some machines. */
final class SampleLists {
    private static final Path FEEDS = Path.of("..", "..", "shared", "data", "lists");

    private SampleLists() {}

    /** The feeds that are there by their files' names; the sample project's lists where none is. */
    static Map<String, AddressRanges> all() throws IOException, ProblemException {
        Map<String, AddressRanges> lists = new TreeMap<>();
        if (Files.isDirectory(FEEDS)) {
            try (Stream<Path> files = Files.list(FEEDS)) {
                for (Path file : files.toList()) {
                    lists.put(
                            file.getFileName().toString(), ListReader.read(file).ranges());
                }
            }
        } else {
            lists.put("ipsum.txt", read("ipsum.txt"));
            lists.put("germany6.txt", read("germany6.txt"));
        }
        return lists;
    }

    /** 120,430 IPv4 addresses of bad actors and the IPv6 prefixes of a country, as one list. */
    static AddressRanges both() throws IOException {
        return new AddressRanges(read("ipsum.txt").v4(), read("germany6.txt").v6());
    }

    /** What a deployment says of ranges. */
    static ListContent content(String name, AddressRanges ranges) {
        return new ListContent(name, ListFile.of(ranges).digest(), ranges.count());
    }

    private static AddressRanges read(String name) throws IOException {
        try (InputStream in = SampleLists.class.getResourceAsStream("/sample/lists/" + name)) {
            return ListReader.parse(name, in.readAllBytes()).ranges();
        }
    }
}
