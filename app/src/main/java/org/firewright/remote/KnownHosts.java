package org.firewright.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Files of known host keys, in the format of sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT": names plain, as patterns or hashed.
 * Lines marked {@code @cert-authority} are passed over (host certificates are not asked for); {@code @revoked} keys are
 * never accepted.
 */
final class KnownHosts {
    private static final long MAX_BYTES = 16 << 20;
    private static final String HASHED = "|1|";

    private final List<Path> files;

    /** Files in order; those that do not exist know nothing. A new key goes into the first. */
    KnownHosts(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** What is known of a key that a host showed. */
    sealed interface Finding {
        /** This very key is known for the host. */
        record Known() implements Finding {}

        /** No key is known for the host. */
        record Unknown() implements Finding {}

        /** The host is known by another key, which stands in this line. */
        record Changed(Entry known) implements Finding {}

        /** The key is marked as revoked in this line. */
        record Revoked(Entry known) implements Finding {}
    }

    /**
     * A line with a key.
     *
     * @param file the file
     * @param line the line from 1 on
     * @param names who is meant
     * @param revoked whether the key must not be used any more
     * @param key the key as SSH sends it
     */
    @SuppressWarnings("ArrayRecordComponent") // read from a file and compared, never given away
    record Entry(Path file, int line, String names, boolean revoked, byte[] key) {}

    /** Judges a key. The name is a host in lower case, {@code [host]:port} for other ports than 22, or an alias. */
    Finding find(String name, byte[] key) throws IOException {
        List<Entry> known = entries(name);
        for (Entry entry : known) {
            if (entry.revoked() && Arrays.equals(entry.key(), key)) {
                return new Finding.Revoked(entry);
            }
        }
        List<Entry> valid = known.stream().filter(entry -> !entry.revoked()).toList();
        for (Entry entry : valid) {
            if (Arrays.equals(entry.key(), key)) {
                return new Finding.Known();
            }
        }
        String type = type(key);
        // Also a key of another type than the known ones is a change: the known types were asked for first.
        return valid.stream()
                .filter(entry -> type(entry.key()).equals(type))
                .findFirst()
                .or(() -> valid.stream().findFirst())
                .<Finding>map(Finding.Changed::new)
                .orElseGet(Finding.Unknown::new);
    }

    /** The types of the keys that are known for a host, such as ssh-ed25519. */
    List<String> types(String name) throws IOException {
        return entries(name).stream()
                .filter(entry -> !entry.revoked())
                .map(entry -> type(entry.key()))
                .distinct()
                .toList();
    }

    /** Adds a key to the first file, in one write under a lock; folder and file are made private where they are new. */
    void add(String name, byte[] key, boolean hashed) throws IOException {
        Path file = files.getFirst();
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String line = (hashed ? hash(name, randomSalt()) : name) + " " + type(key) + " "
                + Base64.getEncoder().encodeToString(key) + "\n";
        try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                FileLock lock = channel.lock()) {
            long end = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            boolean brokenOff = lock.isValid() && end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
            ByteBuffer bytes = ByteBuffer.wrap(((brokenOff ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8));
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The key's fingerprint as OpenSSH prints it. */
    static String fingerprint(byte[] key) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The type that a key begins with: a string, its length in front (RFC 4253, section 6.6). */
    static String type(byte[] key) {
        if (key.length < 4) {
            return "";
        }
        int length = ByteBuffer.wrap(key).getInt();
        return length < 0 || length > 64 || length > key.length - 4
                ? ""
                : new String(key, 4, length, StandardCharsets.US_ASCII);
    }

    private List<Entry> entries(String name) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                continue;
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            // Latin-1 never fails, and what matters here is ASCII.
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                Entry entry = entry(file, i + 1, lines.get(i).strip());
                if (entry != null && names(entry.names(), name)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** The line's entry; null where it is a comment, a certificate authority or nothing that could be read. */
    private static Entry entry(Path file, int line, String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        String[] words = text.split("[ \t]+", 5);
        boolean revoked = words[0].equals("@revoked");
        int first = words[0].startsWith("@") ? 1 : 0;
        if ((first == 1 && !revoked) || words.length < first + 3) {
            return null;
        }
        try {
            byte[] key = Base64.getDecoder().decode(words[first + 2]);
            return type(key).equals(words[first + 1]) ? new Entry(file, line, words[first], revoked, key) : null;
        } catch (IllegalArgumentException e) {
            return null; // as OpenSSH does: a line that is no line knows nothing
        }
    }

    private static boolean names(String patterns, String name) {
        return patterns.startsWith(HASHED)
                ? hashMatches(patterns, name)
                : SshConfig.matches(List.of(patterns.split(",", -1)), name);
    }

    private static boolean hashMatches(String hashed, String name) {
        String[] parts = hashed.split("\\|", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            return hash(name, Base64.getDecoder().decode(parts[2])).equals(hashed);
        } catch (IllegalArgumentException e) {
            return false; // salt that is no base64, or none at all
        }
    }

    /** HMAC-SHA1 of the name with the salt as key, as hostfile.c of OpenSSH writes it. */
    private static String hash(String name, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            byte[] sum = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return HASHED + base64.encodeToString(salt) + "|" + base64.encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1.", e);
        }
    }

    private static byte[] randomSalt() {
        byte[] salt = new byte[20]; // the length of SHA-1's digest
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
