package org.firewright.iplist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.ProblemException;
import org.firewright.expression.IpAddress;
import org.firewright.policy.ListDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of more than a gigabyte are read by a Java that has 48 megabytes. */
class LargeFilesTest {
    private static final long LENGTH = (1L << 30) + 12_345;
    private static final int MINUTES = 5;

    @TempDir
    Path folder;

    @Test
    void aGigabyteOfGoodLines() throws Exception {
        assertThat(read("lines", "")).contains("ranges=65536", "bad=0");
    }

    @Test
    void aGigabyteOfBadLines() throws Exception {
        assertThat(read("junk", "")).contains("ranges=0", "kept=1000").doesNotContain("bad=1000 ");
    }

    /** A hole of a gigabyte is one line, which is told; what stands behind it is read. The library reads it, too. */
    @Test
    void aHoleOfAGigabyteInAFile() throws Exception {
        Path file = folder.resolve("hole.txt");
        byte[] beginning = "192.0.2.1\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            out.write(ByteBuffer.wrap(beginning));
            out.write(ByteBuffer.wrap("\n198.51.100.0/24\n".getBytes(StandardCharsets.US_ASCII)), LENGTH);
        }
        assertThat(read("file", file.toString())).contains("ranges=2", "bad=1 ");
    }

    private static String read(String what, String file) throws Exception {
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName(),
                        what,
                        file)
                .redirectErrorStream(true)
                .start();
        try {
            java.getOutputStream().close();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(java.exitValue()).as(said).isZero();
            return said;
        } finally {
            java.destroyForcibly();
        }
    }

    /** What the other Java does. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) throws IOException, ProblemException {
            Path file = Path.of(arguments[1]);
            AddressList list = switch (arguments[0]) {
                case "lines" -> ListReader.read("lines", new Repeated(goodLines()), ListFormat.LINES);
                case "junk" -> ListReader.read("junk", new Repeated(badLines()), ListFormat.LINES);
                default ->
                    new ListLibrary()
                            .read(file.getParent(), List.of(new ListDefinition("large", file.getFileName())))
                            .get("large")
                            .list();
            };
            System.out.println("ranges=" + list.ranges().count() + " bad=" + list.badCount() + " kept="
                    + list.badLines().size());
        }
    }

    private static byte[] goodLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1 << 16; i++) {
            lines.append(IpAddress.v4(0x0a00_0000 + 2 * i).text()).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] badLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            lines.append("\u0001\u00ff").append("x".repeat(i)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same bytes again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] bytes;
        private final long length;
        private long at;

        Repeated(byte[] bytes) {
            this.bytes = bytes;
            length = (LENGTH / bytes.length + 1) * bytes.length;
        }

        @Override
        public int read() {
            return at < length ? bytes[(int) (at++ % bytes.length)] & 0xff : -1;
        }

        @Override
        public int read(byte[] to, int offset, int most) {
            if (at >= length) {
                return -1;
            }
            int from = (int) (at % bytes.length);
            int count = Math.min(most, bytes.length - from);
            System.arraycopy(bytes, from, to, offset, count);
            at += count;
            return count;
        }
    }
}
