package org.firewright.agent.iplist;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.bpf.ObjectSpec;

/**
 * A compiled matcher of lists.
 *
 * @param spec what it holds
 * @param code its digest, cut to the digits that names of pins carry
 */
record ListObject(ObjectSpec spec, String code) {
    /** The maps that programs know. */
    private static final List<String> MAPS = List.of("v4", "v6");

    /** The one for packed tables in this jar. */
    static ListObject table() {
        return packed("/org/firewright/bpf/list_table.o");
    }

    /** The one for tries in this jar. */
    static ListObject trie() {
        return packed("/org/firewright/bpf/list_trie.o");
    }

    /** The one for packed tables with a number for each range. */
    static ListObject valueTable() {
        return packed("/org/firewright/bpf/value_table.o");
    }

    /** The one for tries with a number for each prefix. */
    static ListObject valueTrie() {
        return packed("/org/firewright/bpf/value_trie.o");
    }

    private static ListObject packed(String resource) {
        try (InputStream in = ListObject.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("This build of the agent lacks " + resource + ".");
            }
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("This build of the agent has a broken " + resource + ".", e);
        }
    }

    /** From an object's bytes, which must hold all that a list needs. */
    static ListObject of(byte[] elf) throws IOException {
        ObjectSpec spec = ObjectSpec.parse(elf);
        for (Condition.Direction direction : Condition.Direction.values()) {
            for (boolean inverted : List.of(false, true)) {
                spec.program(ListPin.role(direction, inverted));
            }
        }
        for (String map : MAPS) {
            spec.map(map);
        }
        return new ListObject(spec, ListFile.sha256(elf).substring(0, ListPin.CODE_DIGITS));
    }
}
