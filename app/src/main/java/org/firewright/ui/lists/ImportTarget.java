package org.firewright.ui.lists;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.firewright.iplist.ListFormat;
import org.firewright.policy.ListDefinition;
import org.firewright.policy.ListHolding;
import org.firewright.policy.ListSource;
import org.firewright.policy.Names;
import org.firewright.policy.Project;

/** Where new content goes: what the list is called, how its lines are read, and what the project says of it then. */
final class ImportTarget {
    private static final Duration REFRESH = Duration.ofHours(24);

    private ImportTarget() {}

    /** A name for a list that comes from there; empty where none offers itself. */
    static Optional<String> name(ImportSource source) {
        String from = switch (source) {
            case ImportSource.OfFile(Path file) -> String.valueOf(file.getFileName());
            case ImportSource.OfText _ -> "";
            case ImportSource.OfUrl url ->
                Optional.ofNullable(url.url().getPath())
                        .map(path -> path.replaceAll(".*/", ""))
                        .orElse("");
        };
        String plain = from.toLowerCase(Locale.ROOT)
                .replaceAll("(\\.(txt|csv|list|netset|ipset|gz))+$", "")
                .replaceAll("[^a-z0-9_.]+", "_")
                .replaceAll("^[._]+|[._]+$", "");
        return Optional.of(plain).filter(Names::isList);
    }

    /** As the list that gets the content will be read. */
    static ListFormat format(Optional<ListDefinition> known, ImportSource source) {
        int column = known.map(list -> switch (list.source()) {
                    case ListSource.File file when !(source instanceof ImportSource.OfUrl) -> file.column();
                    case ListSource.Url url
                    when source instanceof ImportSource.OfUrl(URI at) && isAt(list, at) -> url.column();
                    default -> ListSource.NO_COLUMN;
                })
                .orElse(ListSource.NO_COLUMN);
        return new ListFormat(column);
    }

    /** A list from the web stays one, a file stays its file; whatever else it was becomes a file. */
    static ListDefinition definition(
            Project project, String list, Optional<ListDefinition> known, ImportSource source) {
        if (source instanceof ImportSource.OfUrl(URI url)) {
            return known.filter(each -> isAt(each, url))
                    .orElseGet(() -> new ListDefinition(
                            list, new ListSource.Url(url, REFRESH, ListSource.NO_COLUMN), holding(known)));
        }
        return known.filter(each -> each.source() instanceof ListSource.File)
                .orElseGet(() -> new ListDefinition(
                        list, new ListSource.File(newFile(project, list), ListSource.NO_COLUMN), holding(known)));
    }

    private static ListHolding holding(Optional<ListDefinition> known) {
        return known.map(ListDefinition::holding).orElse(ListHolding.CHOSEN);
    }

    private static boolean isAt(ListDefinition definition, URI url) {
        return definition.source() instanceof ListSource.Url known
                && known.address().equals(url);
    }

    private static Path newFile(Project project, String list) {
        Path file = Path.of("lists", list + ".txt");
        for (int number = 2; Files.exists(project.folder().resolve(file)); number++) {
            file = Path.of("lists", list + "-" + number + ".txt");
        }
        return file;
    }
}
