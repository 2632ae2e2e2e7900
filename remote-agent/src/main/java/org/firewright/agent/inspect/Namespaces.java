package org.firewright.agent.inspect;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.NetworkNamespace;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.nftables.NamespaceRules;

/** The network namespaces of a host that have a name, and the one that the agent runs in. */
public final class Namespaces {
    /** A file's name on Linux, in bytes; ip-netns(8) takes no longer ones. */
    private static final int MAX_NAME = 255;

    private static final int SETTLED_MILLIS = 2000;

    private final Path folder;

    /** Those under {@link NetworkNamespace#NAMED}. */
    public Namespaces() {
        this(NetworkNamespace.NAMED);
    }

    /** Those in a folder of namespace files. */
    Namespaces(Path folder) {
        this.folder = folder;
    }

    /** Whether this may be a namespace's name: anything else must not become a path. */
    public static boolean isName(String name) {
        return name != null
                && !name.isEmpty()
                && name.length() <= MAX_NAME
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || Character.isISOControl(c));
    }

    /**
     * Every name, {@link Ruleset#ROOT} first, the others sorted. A named namespace that is itself called so is left
     * out: it could not be told apart.
     *
     * @throws IOException when the folder is there but cannot be read
     */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (NoSuchFileException e) {
            return List.of(Ruleset.ROOT); // nobody has named a namespace since the host was started
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.removeIf(name -> !isName(name) || name.equals(Ruleset.ROOT));
        Collections.sort(names);
        names.addFirst(Ruleset.ROOT);
        return List.copyOf(names);
    }

    /**
     * The file that stands for a namespace, null for {@link Ruleset#ROOT}.
     *
     * @throws ProblemException when there is no such namespace
     */
    public Path file(String name) throws ProblemException {
        if (Ruleset.ROOT.equals(name)) {
            return null;
        }
        if (!isName(name)) {
            throw new ProblemException(new Problem(
                    Problem.Kind.REQUEST,
                    Place.HOST,
                    "A namespace cannot have the name that was asked for.",
                    "Names have 1 to " + MAX_NAME + " characters without slash and control characters."));
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw missing(name, null);
        }
        return file;
    }

    private static ProblemException missing(String name, Exception cause) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.NOT_FOUND,
                        Place.namespace(name),
                        "There is no network namespace " + name + " on this host.",
                        "Check the name, or make it with: ip netns add " + name),
                cause);
    }

    /**
     * What tells a namespace from another one that gets its name later.
     *
     * @throws ProblemException when there is no such namespace
     */
    Object identity(String name) throws ProblemException {
        Path file = file(name);
        try {
            return file == null ? Ruleset.ROOT : Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            throw missing(name, e); // it was there a moment ago
        }
    }

    /**
     * When a name last came or went, as far as it can be told: what is younger than two seconds is told as the moment of
     * asking, since the file system's clock is coarse and a name is there before its namespace is.
     */
    FileTime lastChange() {
        FileTime now = FileTime.fromMillis(System.currentTimeMillis());
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            return changed.toMillis() < now.toMillis() - SETTLED_MILLIS ? changed : now;
        } catch (IOException e) {
            return now; // nobody has named a namespace yet, or it cannot be known
        }
    }

    /**
     * Opens the rules of a namespace.
     *
     * @throws ProblemException when there is no such namespace (NOT_FOUND), or it cannot be entered
     */
    public NamespaceRules open(String name) throws ProblemException {
        Path file = file(name);
        try {
            return NamespaceRules.open(name, file);
        } catch (ProblemException e) {
            int errno = e.getCause() instanceof SystemCallException cause ? cause.errno() : 0;
            if (errno == Errno.ENOENT) {
                throw missing(name, e); // it was there a moment ago
            }
            // setns(2) says so of a file that a namespace was once mounted on.
            if (errno == Errno.EINVAL) {
                throw new ProblemException(
                        new Problem(
                                Problem.Kind.NOT_FOUND,
                                Place.namespace(name),
                                "The file " + file + " is not a network namespace, or not any more.",
                                "Delete what is left of it with: ip netns delete " + name),
                        e);
            }
            throw e;
        }
    }
}
