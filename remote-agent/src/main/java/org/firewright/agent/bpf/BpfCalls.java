package org.firewright.agent.bpf;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.linux.SystemCalls;

/** What maps and programs have in common: commands of bpf(2) with their attributes, from union bpf_attr of linux/bpf.h. */
final class BpfCalls {
    static final int MAP_CREATE = 0;
    static final int MAP_LOOKUP_ELEM = 1;
    static final int MAP_UPDATE_ELEM = 2;
    static final int PROG_LOAD = 5;
    static final int PROG_TEST_RUN = 10;
    static final int MAP_UPDATE_BATCH = 26;

    private static final int OBJ_PIN = 6;
    private static final int OBJ_GET = 7;
    private static final int OBJ_GET_INFO_BY_FD = 15;

    /** BPF_OBJ_NAME_LEN with its final zero. */
    private static final int NAME = 16;

    private BpfCalls() {}

    /**
     * A call.
     *
     * @param used what the attributes point to, kept in memory until the call is over
     */
    static int call(int command, ByteBuffer attributes, String what, Object... used) throws SystemCallException {
        try {
            return SystemCalls.bpf(command, attributes, what);
        } finally {
            Reference.reachabilityFence(used);
        }
    }

    /** A call that gives a descriptor; where the limit on locked memory may be in the way, it is raised and tried again. */
    static FileDescriptor create(int command, ByteBuffer attributes, String what, Object... used)
            throws SystemCallException {
        try {
            return new FileDescriptor(call(command, attributes, what, used));
        } catch (SystemCallException e) {
            if (e.errno() != Errno.EPERM) {
                throw e;
            }
            // Kernels before 5.11 charge maps and programs to RLIMIT_MEMLOCK and say EPERM when it is used up.
            try {
                SystemCalls.unlimitLockedMemory();
            } catch (SystemCallException refused) {
                e.addSuppressed(refused);
                throw e;
            }
            return new FileDescriptor(call(command, attributes, what, used));
        }
    }

    static void pin(FileDescriptor object, Path path) throws SystemCallException {
        ByteBuffer name = text(path.toString());
        ByteBuffer attributes =
                NativeBuffer.allocate(16).putLong(0, NativeBuffer.address(name)).putInt(8, object.number());
        call(OBJ_PIN, attributes, "pin " + path, name);
    }

    /**
     * Opens a pin.
     *
     * @param kind what it must be: map or prog
     */
    static FileDescriptor open(Path path, String kind) throws IOException {
        ByteBuffer name = text(path.toString());
        ByteBuffer attributes = NativeBuffer.allocate(16).putLong(0, NativeBuffer.address(name));
        FileDescriptor object = new FileDescriptor(call(OBJ_GET, attributes, "open " + path, name));
        String target =
                Files.readSymbolicLink(process("fd", object)).getFileName().toString();
        if (!target.equals("anon_inode:bpf-" + kind)) {
            object.close();
            throw new IOException(path + " is not an eBPF " + kind + " but " + target + ".");
        }
        return object;
    }

    /** Fills a structure with what the kernel tells of an object; what an older kernel does not know stays zero. */
    static void info(FileDescriptor object, ByteBuffer info, Object... used) throws SystemCallException {
        ByteBuffer attributes = NativeBuffer.allocate(16)
                .putInt(0, object.number())
                .putInt(4, info.capacity())
                .putLong(8, NativeBuffer.address(info));
        call(OBJ_GET_INFO_BY_FD, attributes, "info", info, used);
    }

    /** The bytes that the kernel charges for an object: memlock of /proc/self/fdinfo. */
    static long memory(FileDescriptor object) throws IOException {
        for (String line : Files.readAllLines(process("fdinfo", object))) {
            if (line.startsWith("memlock:")) {
                return Long.parseLong(line.substring("memlock:".length()).strip());
            }
        }
        return 0;
    }

    /** Text with its final zero, in native memory. */
    static ByteBuffer text(String text) {
        return NativeBuffer.of((text + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** A name as the kernel takes it: at most 15 letters, digits, underscores and dots. */
    static byte[] name(String name) {
        byte[] bytes = name.replaceAll("[^A-Za-z0-9_.]", "_").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(bytes, Math.min(bytes.length, NAME - 1));
    }

    /** The name at an offset of a structure. */
    static String name(ByteBuffer info, int offset) {
        byte[] bytes = new byte[NAME];
        info.get(offset, bytes);
        int end = 0;
        while (end < NAME && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    private static Path process(String folder, FileDescriptor object) {
        return Path.of("/proc/self", folder, Integer.toString(object.number()));
    }
}
