package org.firewright.agent.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A list of addresses as it travels to a host: a file named {@code <digest>.list}. Its content is gzip of: the four
 * bytes {@code FWL1}, the number of IPv4 ranges and of IPv6 ranges (32 bits each), then per range its first and last
 * address, IPv4 first; all in network byte order. The digest is SHA-256 over the uncompressed bytes.
 *
 * @param digest lower-case hexadecimal SHA-256
 * @param bytes the compressed content; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are written once and read once
public record ListFile(String digest, byte[] bytes) {
    private static final int MAGIC = 0x46574C31;
    private static final int V4_BYTES = 8;
    private static final int V6_BYTES = 32;

    /** The most ranges that are read, of each family: 100 million would be 800 MB; nothing real comes near. */
    public static final int MAX_RANGES = 16_000_000;

    /** Encodes ranges; equal ranges give equal digests. */
    public static ListFile of(AddressRanges ranges) {
        ByteBuffer plain = ByteBuffer.allocate(12 + ranges.v4Count() * V4_BYTES + ranges.v6Count() * V6_BYTES);
        plain.putInt(MAGIC).putInt(ranges.v4Count()).putInt(ranges.v6Count());
        for (int number : ranges.v4()) {
            plain.putInt(number);
        }
        for (long number : ranges.v6()) {
            plain.putLong(number);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.capacity() / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain.array());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return new ListFile(hex(sha256().digest(plain.array())), packed.toByteArray());
    }

    /** The file's name in a content directory. */
    public String fileName() {
        return fileName(digest);
    }

    /** The name of the file with this digest. */
    public static String fileName(String digest) {
        return digest + ".list";
    }

    /** Whether this could be a digest: 64 lower-case hexadecimal digits. Anything else must not become a path. */
    public static boolean isDigest(String text) {
        return text != null && text.matches("[0-9a-f]{64}");
    }

    /**
     * Decodes and verifies the content.
     *
     * @throws IOException when it is not such a file, is cut short or too large, or does not have the digest
     */
    public AddressRanges ranges() throws IOException {
        MessageDigest sum = sha256();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes));
                DataInputStream in = new DataInputStream(gzip)) {
            byte[] head = in.readNBytes(12);
            if (head.length < 12 || ByteBuffer.wrap(head).getInt() != MAGIC) {
                throw new IOException("this is not a list file");
            }
            sum.update(head);
            int v4Count = ByteBuffer.wrap(head).getInt(4);
            int v6Count = ByteBuffer.wrap(head).getInt(8);
            if (v4Count < 0 || v4Count > MAX_RANGES || v6Count < 0 || v6Count > MAX_RANGES) {
                throw new IOException("the list file claims " + Integer.toUnsignedLong(v4Count) + " and "
                        + Integer.toUnsignedLong(v6Count) + " ranges; at most " + MAX_RANGES + " are read");
            }
            int[] v4 = new int[v4Count * 2];
            long[] v6 = new long[v6Count * 4];
            byte[] chunk = new byte[V4_BYTES * V6_BYTES * 64];
            for (int i = 0; i < v4.length; ) {
                ByteBuffer numbers = read(in, chunk, (v4.length - i) * (long) Integer.BYTES, sum);
                while (numbers.hasRemaining()) {
                    v4[i++] = numbers.getInt();
                }
            }
            for (int i = 0; i < v6.length; ) {
                ByteBuffer numbers = read(in, chunk, (v6.length - i) * (long) Long.BYTES, sum);
                while (numbers.hasRemaining()) {
                    v6[i++] = numbers.getLong();
                }
            }
            if (in.read() != -1) {
                throw new IOException("the list file has bytes behind its end");
            }
            if (!hex(sum.digest()).equals(digest)) {
                throw new IOException("the list file does not have the digest that it is named by");
            }
            return new AddressRanges(v4, v6);
        } catch (IllegalArgumentException e) {
            throw new IOException("the list file is not in order: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer read(DataInputStream in, byte[] chunk, long wanted, MessageDigest sum)
            throws IOException {
        int length = (int) Math.min(wanted, chunk.length);
        in.readFully(chunk, 0, length);
        sum.update(chunk, 0, length);
        return ByteBuffer.wrap(chunk, 0, length);
    }

    /** Lower-case hexadecimal SHA-256 of bytes, as all our digests are written. */
    public static String sha256(byte[] bytes) {
        return hex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
