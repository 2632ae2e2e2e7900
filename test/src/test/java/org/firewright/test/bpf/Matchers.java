package org.firewright.test.bpf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.firewright.agent.bpf.ObjectSpec;
import org.firewright.agent.iplist.ListStore;

/** The two ways in which the kernel can hold a list. */
public enum Matchers {
    TABLE,
    TRIE;

    /** A store that holds lists in this way only. */
    public ListStore store(Path folder) throws IOException {
        return switch (this) {
            case TABLE -> new ListStore(folder, table(), broken(trie()));
            case TRIE -> new ListStore(folder, broken(table()), trie(), broken(object("value_table.o")));
        };
    }

    /** The compiled matcher over packed tables. */
    static byte[] table() throws IOException {
        return object("list_table.o");
    }

    /** The compiled matcher over tries. */
    static byte[] trie() throws IOException {
        return object("list_trie.o");
    }

    /** The same with a first program that no verifier takes: it begins with r7 = r0, and r0 was never set. */
    static byte[] broken(byte[] object) throws IOException {
        byte[] code = ObjectSpec.parse(object).program("src").instructions();
        byte[] broken = object.clone();
        int at = indexOf(object, code);
        broken[at] = (byte) 0xbf;
        broken[at + 1] = 0x07;
        return broken;
    }

    private static byte[] object(String name) throws IOException {
        try (InputStream in = Matchers.class.getResourceAsStream("/org/firewright/bpf/" + name)) {
            return in.readAllBytes();
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("The object does not hold its own code.");
    }
}
