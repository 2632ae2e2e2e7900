package org.firewright.agent.nftables.model;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.firewright.agent.netlink.Bytes;

/**
 * The match of a program that is pinned in bpffs: struct xt_bpf_info_v1 of linux/netfilter/xt_bpf.h, revision 1, which is
 * a mode and the number of instructions (16 bits each, in the host's order), a descriptor (32 bits), the path and the
 * kernel's own pointer.
 */
public final class PinnedProgram {
    private static final String EXTENSION = "bpf";
    private static final int REVISION = 1;

    /** XT_BPF_MODE_PATH_PINNED. */
    private static final int PINNED = 1;

    private static final int PATH = 8;

    /** XT_BPF_PATH_MAX. */
    private static final int PATH_MAX = 512;

    private static final int SIZE = PATH + PATH_MAX + 8;

    private PinnedProgram() {}

    /**
     * The step that calls the program at a path.
     *
     * @throws IllegalArgumentException when the path takes more than 511 bytes or is empty
     */
    public static Step.Match match(String path) {
        byte[] utf8 = path.getBytes(StandardCharsets.UTF_8);
        if (utf8.length == 0 || utf8.length >= PATH_MAX || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A pin's path has 1 to 511 bytes, this one " + utf8.length + ".");
        }
        byte[] info = new byte[SIZE];
        info[low()] = PINNED;
        System.arraycopy(utf8, 0, info, PATH, utf8.length);
        return new Step.Match(EXTENSION, REVISION, Bytes.of(info));
    }

    /** The path, where it is such a match. */
    public static Optional<String> path(Step.Match match) {
        Bytes info = match.info();
        boolean pinned = EXTENSION.equals(match.extension())
                && match.revision() != null
                && match.revision() == REVISION
                && info != null
                && info.length() >= PATH + PATH_MAX
                && info.at(low()) == PINNED
                && info.at(1 - low()) == 0;
        if (!pinned) {
            return Optional.empty();
        }
        int end = PATH;
        while (end < PATH + PATH_MAX && info.at(end) != 0) {
            end++;
        }
        return Optional.of(new String(info.slice(PATH, end).toArray(), StandardCharsets.UTF_8));
    }

    /** Where the lower byte of a 16-bit number of the host stands. */
    private static int low() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
    }
}
