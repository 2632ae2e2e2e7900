package org.firewright.agent.bpf;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.linux.SystemCalls;

/** The file system in which maps and programs outlive the process that made them. */
public final class Bpffs {
    /** Where every distribution mounts it. */
    public static final Path MOUNT_POINT = Path.of("/sys/fs/bpf");

    /** Where our pins are; everything else in bpffs belongs to others. */
    public static final Path FOLDER = MOUNT_POINT.resolve("firewright");

    /** BPF_FS_MAGIC of linux/magic.h. */
    private static final long MAGIC = 0xcafe4a11L;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private Bpffs() {}

    /** Whether a path lies in a mounted bpffs; false where it does not exist. */
    public static boolean covers(Path path) {
        if (!Files.exists(path)) {
            return false;
        }
        try {
            return (SystemCalls.fileSystemType(path) & 0xffffffffL) == MAGIC;
        } catch (SystemCallException e) {
            return false; // a path that cannot be asked about cannot hold pins either
        }
    }

    /**
     * Makes sure that bpffs is mounted and that the folder is there, for its owner only. In a private mount namespace
     * the mount lasts as long as the namespace.
     *
     * @param folder a folder directly in {@link #MOUNT_POINT}, such as {@link #FOLDER}
     * @return the folder
     * @throws ProblemException when it cannot be mounted or the folder cannot be made, with what to do
     */
    public static Path prepare(Path folder) throws ProblemException {
        if (!covers(MOUNT_POINT)) {
            mount();
        }
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            // An older folder, or one made under a strange umask, is put right.
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
            return folder;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.PERMISSION,
                            Place.HOST,
                            "The folder " + folder + " for eBPF maps and programs cannot be made (" + e.getMessage()
                                    + ").",
                            "Make sure that the agent runs as root and that nothing else has this name."),
                    e);
        }
    }

    private static void mount() throws ProblemException {
        try {
            SystemCalls.mount("bpf", MOUNT_POINT, "bpf");
        } catch (SystemCallException e) {
            throw switch (e.errno()) {
                case Errno.EPERM, Errno.EACCES ->
                    problem(
                            Problem.Kind.PERMISSION,
                            "The bpf file system is not mounted, and the agent may not mount it.",
                            "Run the agent as root, or mount it with: mount -t bpf bpf " + MOUNT_POINT,
                            e);
                case Errno.ENODEV ->
                    problem(
                            Problem.Kind.MISSING_FEATURE,
                            "This kernel has no bpf file system.",
                            "Use a kernel that is built with CONFIG_BPF_SYSCALL.",
                            e);
                default ->
                    problem(
                            Problem.Kind.MISSING_FEATURE,
                            "The bpf file system cannot be mounted on " + MOUNT_POINT + " (" + e.getMessage() + ").",
                            "Make sure that /sys is a mounted sysfs.",
                            e);
            };
        }
    }

    private static ProblemException problem(Problem.Kind kind, String sentence, String remedy, Exception cause) {
        return new ProblemException(new Problem(kind, Place.HOST, sentence, remedy), cause);
    }

    /**
     * The pins of a folder in the order of their names.
     *
     * @throws IOException when the folder cannot be read
     */
    public static List<Path> pins(Path folder) throws IOException {
        List<Path> pins = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(pins::add);
        }
        Collections.sort(pins);
        return pins;
    }
}
