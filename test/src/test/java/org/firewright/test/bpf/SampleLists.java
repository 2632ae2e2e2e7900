package org.firewright.test.bpf;

import java.io.IOException;
import java.io.InputStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.iplist.ListReader;

/** Real lists: those of the sample project. */
final class SampleLists {
    private SampleLists() {}

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
