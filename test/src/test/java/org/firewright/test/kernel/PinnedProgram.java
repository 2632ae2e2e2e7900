package org.firewright.test.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCalls;

/** A socket filter of two instructions, "return so much", pinned for a test and removed when closed. */
final class PinnedProgram implements AutoCloseable {
    private static final Path BPFFS = Path.of("/sys/fs/bpf");
    private static final long BPF_FS_MAGIC = 0xcafe4a11L;
    private static final int BPF_PROG_LOAD = 5;
    private static final int BPF_OBJ_PIN = 6;
    private static final int SOCKET_FILTER = 1;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path path;

    private PinnedProgram(Path path) {
        this.path = path;
    }

    /** A program that matches every packet (not 0) or none (0). */
    static PinnedProgram returning(int result) throws IOException {
        if (SystemCalls.fileSystemType(BPFFS) != BPF_FS_MAGIC) {
            SystemCalls.mount("bpf", BPFFS, "bpf");
        }
        // r0 = result; exit
        ByteBuffer code = NativeBuffer.allocate(16)
                .put((byte) 0xb7)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(result)
                .put((byte) 0x95)
                .rewind();
        ByteBuffer license = NativeBuffer.of("Apache-2.0\0".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer load = NativeBuffer.allocate(48)
                .putInt(0, SOCKET_FILTER)
                .putInt(4, 2)
                .putLong(8, NativeBuffer.address(code))
                .putLong(16, NativeBuffer.address(license));
        Path path = BPFFS.resolve("fwt-kernel-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
        ByteBuffer name = NativeBuffer.of((path + "\0").getBytes(StandardCharsets.UTF_8));
        try (FileDescriptor program = new FileDescriptor(SystemCalls.bpf(BPF_PROG_LOAD, load, "load a test program"))) {
            ByteBuffer pin = NativeBuffer.allocate(16)
                    .putLong(0, NativeBuffer.address(name))
                    .putInt(8, program.number());
            SystemCalls.bpf(BPF_OBJ_PIN, pin, "pin " + path);
        }
        return new PinnedProgram(path);
    }

    String path() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
