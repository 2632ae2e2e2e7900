package org.firewright.ui.lists;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.ListDifference;
import org.firewright.iplist.ListFetcher;
import org.firewright.iplist.ListFormat;
import org.firewright.iplist.ListReader;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Format;

/**
 * Reads new content for a list. It is kept in a file of its own first, so that what was shown is what is used, whatever
 * becomes of its source meanwhile; memory is needed for its ranges only. An interrupt ends the work.
 */
final class ImportReader {
    private final ListFetcher fetcher;
    private final ListContents contents;

    ImportReader(ListFetcher fetcher, ListContents contents) {
        this.fetcher = fetcher;
        this.contents = contents;
    }

    /**
     * Reads.
     *
     * @param before what the list holds now; empty for a list that is new
     * @param steps is told each step in a few words
     * @param progress is told how much is read, 0 to 1
     * @throws ProblemException when it cannot be had, is too long, is no list, or has no address in it
     */
    ImportPreview read(
            ImportSource source,
            ListFormat format,
            Optional<AddressRanges> before,
            Consumer<String> steps,
            DoubleConsumer progress)
            throws ProblemException {
        Path kept = contents.add();
        boolean wanted = false;
        try {
            steps.accept(Texts.text("lists.import.loading"));
            load(source, kept);
            long size = Files.size(kept);
            steps.accept(Texts.text("lists.import.reading", Format.bytes(size)));
            AddressList list = understand(source, kept, size, format, progress);
            steps.accept(Texts.text(
                    "lists.import.comparing", Format.number(list.ranges().count())));
            ImportPreview preview = new ImportPreview(
                    source, kept, list, before.map(old -> ListDifference.between(old, list.ranges())));
            wanted = true;
            return preview;
        } catch (IOException e) {
            throw ListContents.unkept(e);
        } finally {
            if (!wanted) {
                contents.drop(kept);
            }
        }
    }

    private void load(ImportSource source, Path kept) throws IOException, ProblemException {
        switch (source) {
            case ImportSource.OfFile(Path file) -> copy(file, kept);
            case ImportSource.OfText(String text) -> {
                try (BufferedWriter out = Files.newBufferedWriter(kept)) {
                    out.write(text);
                }
            }
            case ImportSource.OfUrl(URI url) -> fetch(url, kept);
        }
    }

    private static void copy(Path file, Path kept) throws ProblemException {
        try {
            if (Files.isDirectory(file)) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT, file + " is a folder.", "Name a file that holds addresses.");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A pipe or a device might never come to an end.
                throw ProblemException.of(
                        Problem.Kind.CONTENT, file + " is a device.", "Name a file that holds addresses.");
            }
            if (Files.size(file) > ListFetcher.MAX_BYTES) {
                throw ProblemException.of(
                        Problem.Kind.CONTENT,
                        "The file " + file + " is larger than " + (ListFetcher.MAX_BYTES >> 20) + " MiB.",
                        "Split it into several lists.");
            }
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = Files.newOutputStream(kept)) {
                in.transferTo(out);
            }
        } catch (NoSuchFileException e) {
            throw ProblemException.of(Problem.Kind.NOT_FOUND, "There is no file " + file + ".", "Correct its path.");
        } catch (IOException e) {
            throw ProblemException.of(
                    Problem.Kind.CONTENT,
                    "The file " + file + " cannot be read: " + e.getMessage() + ".",
                    "Check that you may read it, and that there is room in the folder for temporary files.");
        }
    }

    /** What the server has now, without touching the copy that is in use. */
    private void fetch(URI url, Path kept) throws IOException, ProblemException {
        Path folder = Files.createTempDirectory(kept.getParent(), "look");
        try {
            Path copy = fetcher.into(folder).fetch(url, Duration.ZERO).file();
            Files.move(copy, kept, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static AddressList understand(
            ImportSource source, Path kept, long size, ListFormat format, DoubleConsumer progress)
            throws IOException, ProblemException {
        try (InputStream in = new CountingStream(
                Files.newInputStream(kept), bytes -> progress.accept((double) bytes / Math.max(1, size)))) {
            AddressList list = ListReader.read(source.text(), in, format);
            if (list.ranges().count() == 0) {
                throw nothing(source, list);
            }
            return list;
        }
    }

    private static ProblemException nothing(ImportSource source, AddressList read) {
        String why = read.badLines().isEmpty()
                ? ""
                : Texts.text(
                        "lists.import.firstbad",
                        read.badLines().getFirst().number(),
                        read.badLines().getFirst().reason());
        return ProblemException.of(
                Problem.Kind.CONTENT,
                Texts.text("lists.import.nothing", source.text()) + why,
                Texts.text("lists.import.nothing.remedy"));
    }
}
