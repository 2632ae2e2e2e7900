package org.firewright.iplist;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/**
 * Gets lists from web servers and keeps the last good copy of each in a folder: two files, the text and, in its
 * server's words, its version (ETag). A server that has nothing newer says so and sends nothing.
 */
public final class ListFetcher {
    /** The most bytes that are taken from a server, as they travel. */
    public static final long MAX_BYTES = 1L << 30;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int REDIRECTS = 5;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Path folder;
    private final Duration patience;
    private HttpClient client;

    /**
     * A fetcher.
     *
     * @param folder where copies are kept; made when the first one is
     * @param patience how long a server may be silent, before its answer and in it
     */
    public ListFetcher(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /** Made when first needed: reading the certificates that it trusts takes a while, and the window starts without it. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(patience)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    /** A fetcher that keeps its copies in the user's cache folder. */
    public static ListFetcher ofUser() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new ListFetcher(base.resolve("firewright").resolve("lists"), PATIENCE);
    }

    /** As patient, but with copies in another folder: for whoever wants to see before others use it. */
    public ListFetcher into(Path otherFolder) {
        return new ListFetcher(otherFolder, patience);
    }

    /** When the server last said that the copy is the newest; empty where there is no copy. */
    public Optional<Instant> held(URI address) {
        return time(file(address));
    }

    /**
     * Takes what was got from an address elsewhere as the newest copy, in the place of the one that is there.
     *
     * @throws ProblemException where it cannot be kept; the copy that was there stays
     */
    public void adopt(URI address, Path content) throws ProblemException {
        Path file = file(address);
        try (InputStream in = Files.newInputStream(content)) {
            save(in, file);
            Files.deleteIfExists(tag(file)); // its server's word for this version is not known
        } catch (IOException e) {
            throw problem(address, e);
        }
    }

    private static Path tag(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".list", ".etag"));
    }

    private Path file(URI address) {
        return folder.resolve(ListFile.sha256(address.toString().getBytes(StandardCharsets.UTF_8)) + ".list");
    }

    /**
     * A copy on this computer.
     *
     * @param file its text
     * @param at when its server last said that it is the newest
     * @param warning why it could not be refreshed, in a sentence; empty when it is as new as was asked for
     */
    public record Copy(Path file, Instant at, String warning) {}

    /**
     * A copy that is no older than asked for, or the last good one with a warning where the server has none.
     *
     * @param refresh a copy younger than this is taken as it is
     * @throws ProblemException where there is no copy at all and none can be had; tells what the server did
     */
    public Copy fetch(URI address, Duration refresh) throws ProblemException {
        Path file = file(address);
        Path tag = tag(file);
        Optional<Instant> held = time(file);
        if (held.isPresent() && held.get().plus(refresh).isAfter(Instant.now())) {
            return new Copy(file, held.get(), "");
        }
        try {
            get(address, file, tag, held.isPresent());
            return new Copy(file, time(file).orElse(Instant.now()), "");
        } catch (IOException e) {
            ProblemException problem = problem(address, e);
            if (held.isEmpty()) {
                throw problem;
            }
            return new Copy(
                    file, held.get(), problem.problem().sentence() + " The copy of " + held.get() + " is used.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(address, new IOException("getting it was given up", e));
        }
    }

    private void get(URI address, Path file, Path tag, boolean held) throws IOException, InterruptedException {
        URI at = address;
        for (int redirects = 0; ; redirects++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(at).timeout(patience).header("User-Agent", "Firewright");
            if (held && Files.exists(tag)) {
                request.header("If-None-Match", Files.readString(tag));
            }
            HttpResponse<InputStream> answer =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == NOT_MODIFIED) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                    return;
                }
                if (answer.statusCode() / 100 == 3) {
                    if (redirects == REDIRECTS) {
                        throw new RefusedException("it redirects more than " + REDIRECTS + " times, last to " + at);
                    }
                    at = redirected(at, answer.headers().firstValue("Location"));
                    continue;
                }
                if (answer.statusCode() != OK) {
                    throw new RefusedException("it answers " + answer.statusCode());
                }
                String type = answer.headers().firstValue("Content-Type").orElse("");
                if (type.startsWith("text/html")) {
                    throw new RefusedException("it answers with a web page and not with a list");
                }
                save(body, file);
            }
            Optional<String> version = answer.headers().firstValue("ETag");
            if (version.isPresent()) {
                Files.writeString(tag, version.get());
            } else {
                Files.deleteIfExists(tag);
            }
            return;
        }
    }

    /** Where a redirect leads to; never from https to http, which anybody on the way could change. */
    static URI redirected(URI from, Optional<String> location) throws IOException {
        URI to;
        try {
            to = location.map(text -> from.resolve(text.strip()))
                    .orElseThrow(() -> new RefusedException("it redirects to nowhere"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("it redirects to what is no address");
        }
        boolean web = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
        if (!web || (from.getScheme().equals("https") && to.getScheme().equals("http"))) {
            throw new RefusedException("it redirects to " + to + ", which is not followed");
        }
        return to;
    }

    /** Whole or not at all: the old copy stays until the new one is there. */
    private void save(InputStream body, Path file) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "part", "");
        try {
            copy(body, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void copy(InputStream body, Path part) throws IOException {
        try (ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
                var out = Files.newOutputStream(part)) {
            byte[] chunk = new byte[1 << 16];
            long total = 0;
            while (true) {
                // A body has no time limit of its own, so that silence is watched for here.
                Future<Integer> reading = reader.submit(() -> body.read(chunk));
                int read;
                try {
                    read = reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    body.close();
                    throw new HttpTimeoutException("the server fell silent");
                } catch (ExecutionException e) {
                    throw new IOException(e.getCause().getMessage(), e.getCause());
                } catch (InterruptedException e) {
                    body.close();
                    Thread.currentThread().interrupt();
                    throw new IOException("getting it was given up", e);
                }
                if (read < 0) {
                    break;
                }
                total += read;
                if (total > MAX_BYTES) {
                    throw new RefusedException("it sends more than " + (MAX_BYTES >> 20) + " MiB");
                }
                out.write(chunk, 0, read);
            }
        }
    }

    private static Optional<Instant> time(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty(); // there is no copy yet
        }
    }

    private ProblemException problem(URI address, IOException e) {
        String why = switch (e) {
            case RefusedException refused -> "The server of " + address + " has no list: " + refused.getMessage() + ".";
            case HttpTimeoutException ignored ->
                "The server of " + address + " was silent for " + patience.toSeconds() + " seconds.";
            case UnknownHostException ignored -> "The server of " + address + " is not known.";
            case ConnectException ignored -> "The server of " + address + " cannot be reached.";
            default -> "The list " + address + " cannot be had: " + e.getMessage() + ".";
        };
        return new ProblemException(
                new Problem(
                        Problem.Kind.CONTENT,
                        Place.HOST,
                        why,
                        "Open the address in a browser to see what it gives; correct it in the project if it has"
                                + " moved."),
                e);
    }

    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String what) {
            super(what);
        }
    }
}
