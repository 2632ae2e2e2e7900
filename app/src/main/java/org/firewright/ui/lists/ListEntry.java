package org.firewright.ui.lists;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.firewright.agent.api.AddressRanges;
import org.firewright.compile.ProjectList;
import org.firewright.iplist.AddressList;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListSource;
import org.firewright.policy.Target;

/**
 * A list of the project as the table shows it.
 *
 * @param definition what the project says of it
 * @param list its content; empty where it could not be read
 * @param problem why it could not be read; empty where it could
 * @param changed when its content was last written, or fetched; empty where that says nothing
 * @param use where it is used
 * @param forecast what it takes of memory; zeros where it could not be read
 */
public record ListEntry(
        ListDefinition definition,
        Optional<ProjectList> list,
        String problem,
        Optional<Instant> changed,
        ListUse use,
        Forecast forecast) {
    /** Its name without the dollar sign. */
    public String name() {
        return definition.name();
    }

    /** Where it comes from, for people. */
    public String source() {
        return definition.source().text();
    }

    /** Where in the web it is; empty for a list that is not. */
    public Optional<URI> origin() {
        return definition.source() instanceof ListSource.Url url ? Optional.of(url.address()) : Optional.empty();
    }

    /** Its addresses; none where it could not be read. */
    public AddressRanges ranges() {
        return list.map(ProjectList::read).map(AddressList::ranges).orElse(AddressRanges.EMPTY);
    }

    /** How many lines gave addresses. */
    public long entries() {
        return list.map(read -> read.read().entries()).orElse(0L);
    }

    /** What it is named by on hosts; empty where it could not be read. */
    public String digest() {
        return list.map(read -> read.file().digest()).orElse("");
    }

    /** In how many namespaces of one host nft sets would be needed, where that is most; at least one, to compare with. */
    public int namespaces() {
        return use.targets().stream()
                .collect(Collectors.groupingBy(Target::host, Collectors.counting()))
                .values()
                .stream()
                .mapToInt(Long::intValue)
                .max()
                .orElse(1);
    }
}
