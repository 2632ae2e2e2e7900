package org.firewright.test.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.firewright.expression.IpAddress;

/** Lists as text, in no order: 70 % single addresses, 20 % networks of the usual length, the others of many lengths. */
final class UnsortedLists {
    private UnsortedLists() {}

    static void write(Path file, int family, int lines) throws IOException {
        Random random = new Random(family);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                int kind = random.nextInt(10);
                boolean v6 = family == 6;
                IpAddress any = v6
                        ? new IpAddress(true, 0x2a00L << 48 | random.nextLong() >>> 12, random.nextLong())
                        : IpAddress.v4((int) random.nextLong(0x0100_0000L, 0xe000_0000L));
                int length = kind < 7
                        ? any.bits()
                        : kind < 9 ? (v6 ? 48 : 24) : v6 ? random.nextInt(32, 65) : random.nextInt(18, 31);
                out.write(any.network(length).text());
                if (length < any.bits()) {
                    out.write("/" + length);
                }
                out.write('\n');
            }
        }
    }
}
