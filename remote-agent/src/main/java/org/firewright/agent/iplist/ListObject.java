package org.firewright.agent.iplist;

import java.io.IOException;
import java.io.InputStream;
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

    /** From an object's bytes. */
    static ListObject of(byte[] elf) throws IOException {
        return new ListObject(ObjectSpec.parse(elf), ListFile.sha256(elf).substring(0, ListPin.CODE_DIGITS));
    }
}
