package org.firewright.agent.iplist;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.bpf.ObjectSpec;

/**
 * The compiled matcher of lists.
 *
 * @param spec what it holds
 * @param code its digest, cut to the digits that names of pins carry
 */
record ListObject(ObjectSpec spec, String code) {
    private static final String RESOURCE = "/org/firewright/bpf/list_trie.o";

    /** The one in this jar. */
    static ListObject packed() {
        try (InputStream in = ListObject.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("This build of the agent lacks " + RESOURCE + ".");
            }
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("This build of the agent has a broken " + RESOURCE + ".", e);
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
        for (ListPin.Family family : ListPin.Family.values()) {
            spec.map(family.suffix());
        }
        return new ListObject(spec, ListFile.sha256(elf).substring(0, ListPin.CODE_DIGITS));
    }
}
