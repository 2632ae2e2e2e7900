package org.firewright.ui.lists;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ListKind;
import org.firewright.compile.ProjectList;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.ListReader;
import org.firewright.iplist.RangeCollector;
import org.firewright.policy.ListDefinition;

/** Lists to try things on. */
final class Lists {
    private Lists() {}

    /** So many random prefixes, mostly of IPv4, crowded enough that some touch and overlap. */
    static AddressRanges random(long seed, int count) {
        Random random = new Random(seed);
        RangeCollector collector = new RangeCollector();
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) > 0) {
                collector.add(AddressRange.prefix(IpAddress.v4(random.nextInt()), 32 - random.nextInt(14)));
            } else {
                long upper = 0x2a00_0000_0000_0000L | (random.nextLong() & 0x00ff_ffff_ffff_ffffL);
                collector.add(
                        AddressRange.prefix(new IpAddress(true, upper, random.nextLong()), 16 + random.nextInt(113)));
            }
        }
        return collector.ranges();
    }

    /** The ranges of a text. */
    static AddressRanges of(String... lines) {
        return ListReader.parse("test", String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .ranges();
    }

    /** A list of the place. */
    static ListEntry entry(String name, String... lines) {
        ListDefinition definition = new ListDefinition(name, java.nio.file.Path.of("lists", name + ".txt"));
        var read = ListReader.parse("test", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        ProjectList list = new ProjectList(definition, read, ListFile.of(read.ranges()), ListKind.TABLE);
        return new ListEntry(
                definition,
                Optional.of(list),
                "",
                Optional.empty(),
                new ListUse(java.util.List.of(), java.util.List.of()),
                Forecast.of(read.ranges()));
    }
}
