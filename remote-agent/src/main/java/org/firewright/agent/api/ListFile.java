package org.firewright.agent.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/**
 * A list of addresses as it travels to a host: a file named {@code <digest>.list}. Its content is gzip of, in network byte
 * order: the four bytes {@code FWL1}, the number of IPv4 ranges and of IPv6 ranges (32 bits each), then per range its
 * first and last address, IPv4 first. A list with a number for each address begins with {@code FWL2} and how often the
 * number changes in IPv4 and in IPv6; then come the first addresses of IPv4, their numbers (32 bits each), and the same
 * for IPv6, see {@link AddressValues}. The digest is SHA-256 over the uncompressed bytes.
 *
 * @param digest lower-case hexadecimal SHA-256
 * @param bytes the compressed content; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are written once and read once
public record ListFile(String digest, byte[] bytes) {
    private static final int RANGES = 0x46574C31;
    private static final int VALUES = 0x46574C32;
    private static final int HEAD = 12;
    private static final int CHUNK = 1 << 16;

    /** The most ranges that are read, of each family: 100 million would be 800 MB; nothing real comes near. */
    public static final int MAX_RANGES = 16_000_000;

    /** Encodes a list; equal content gives equal digests. */
    public static ListFile of(ListData data) {
        byte[] plain = switch (data) {
            case AddressRanges ranges -> plain(ranges);
            case AddressValues values -> plain(values);
        };
        return new ListFile(hex(sha256().digest(plain)), compressed(plain));
    }

    private static byte[] plain(AddressRanges ranges) {
        byte[] plain = new byte[length(ranges.v4Count(), 8, ranges.v6Count(), 32)];
        ByteBuffer out = ByteBuffer.wrap(plain);
        out.putInt(RANGES).putInt(ranges.v4Count()).putInt(ranges.v6Count());
        put(out, ranges.v4());
        put(out, ranges.v6());
        return plain;
    }

    private static byte[] plain(AddressValues values) {
        int v4 = values.v4().length;
        int v6 = values.v6Values().length;
        byte[] plain = new byte[length(v4, 8, v6, 20)];
        ByteBuffer out = ByteBuffer.wrap(plain);
        out.putInt(VALUES).putInt(v4).putInt(v6);
        put(out, values.v4());
        put(out, values.v4Values());
        put(out, values.v6());
        put(out, values.v6Values());
        return plain;
    }

    private static int length(int v4, int v4Bytes, int v6, int v6Bytes) {
        return Math.toIntExact(HEAD + (long) v4 * v4Bytes + (long) v6 * v6Bytes);
    }

    private static void put(ByteBuffer out, int[] numbers) {
        out.asIntBuffer().put(numbers);
        out.position(out.position() + numbers.length * Integer.BYTES);
    }

    private static void put(ByteBuffer out, long[] numbers) {
        out.asLongBuffer().put(numbers);
        out.position(out.position() + numbers.length * Long.BYTES);
    }

    /** As fast as may be: addresses do not become much shorter with more effort. */
    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        CRC32 sum = new CRC32();
        sum.update(plain);
        // RFC 1952, section 2.3: no name, no time, made by whatever system; then the sum and the length behind the
        // data.
        packed.writeBytes(new byte[] {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff});
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                packed.write(chunk, 0, deflater.deflate(chunk));
            }
        } finally {
            deflater.end();
        }
        ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        packed.writeBytes(end.putInt((int) sum.getValue()).putInt(plain.length).array());
        return packed.toByteArray();
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
     * Decodes and verifies a list of ranges.
     *
     * @throws IOException as {@link #data}, and when it holds numbers instead
     */
    public AddressRanges ranges() throws IOException {
        return data() instanceof AddressRanges ranges ? ranges : throwNoRanges();
    }

    private static AddressRanges throwNoRanges() throws IOException {
        throw new IOException("the list file holds a number for each range, and ranges alone were wanted");
    }

    /**
     * Decodes and verifies the content.
     *
     * @throws IOException when it is not such a file, is cut short or too large, or does not have the digest
     */
    public ListData data() throws IOException {
        MessageDigest sum = sha256();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), CHUNK);
                DataInputStream in = new DataInputStream(gzip)) {
            byte[] head = in.readNBytes(HEAD);
            int magic = head.length < HEAD ? 0 : ByteBuffer.wrap(head).getInt();
            if (magic != RANGES && magic != VALUES) {
                throw new IOException("this is not a list file");
            }
            sum.update(head);
            int v4Count = ByteBuffer.wrap(head).getInt(4);
            int v6Count = ByteBuffer.wrap(head).getInt(8);
            int most = magic == RANGES ? MAX_RANGES : 2 * MAX_RANGES;
            if (v4Count < 0 || v4Count > most || v6Count < 0 || v6Count > most) {
                throw new IOException("the list file claims " + Integer.toUnsignedLong(v4Count) + " and "
                        + Integer.toUnsignedLong(v6Count) + " ranges; at most " + MAX_RANGES + " are read");
            }
            byte[] chunk = new byte[CHUNK];
            ListData data = magic == RANGES
                    ? new AddressRanges(ints(in, v4Count * 2, chunk, sum), longs(in, v6Count * 4, chunk, sum))
                    : new AddressValues(
                            ints(in, v4Count, chunk, sum),
                            ints(in, v4Count, chunk, sum),
                            longs(in, v6Count * 2, chunk, sum),
                            ints(in, v6Count, chunk, sum));
            if (in.read() != -1) {
                throw new IOException("the list file has bytes behind its end");
            }
            if (!hex(sum.digest()).equals(digest)) {
                throw new IOException("the list file does not have the digest that it is named by");
            }
            return data;
        } catch (IllegalArgumentException e) {
            throw new IOException("the list file is not in order: " + e.getMessage(), e);
        }
    }

    private static int[] ints(DataInputStream in, int count, byte[] chunk, MessageDigest sum) throws IOException {
        int[] numbers = new int[count];
        for (int i = 0; i < count; ) {
            ByteBuffer bytes = read(in, chunk, (count - i) * (long) Integer.BYTES, sum);
            int some = bytes.remaining() / Integer.BYTES;
            bytes.asIntBuffer().get(numbers, i, some);
            i += some;
        }
        return numbers;
    }

    private static long[] longs(DataInputStream in, int count, byte[] chunk, MessageDigest sum) throws IOException {
        long[] numbers = new long[count];
        for (int i = 0; i < count; ) {
            ByteBuffer bytes = read(in, chunk, (count - i) * (long) Long.BYTES, sum);
            int some = bytes.remaining() / Long.BYTES;
            bytes.asLongBuffer().get(numbers, i, some);
            i += some;
        }
        return numbers;
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
