package org.firewright.agent.bpf;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.FileDescriptor;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;

/** A program in the kernel. It lives as long as this handle is open, a pin names it, or a rule uses it. */
public final class BpfProgram implements AutoCloseable {
    /** BPF_PSEUDO_MAP_FD: the immediate value is a descriptor that the kernel replaces by the map's address. */
    private static final int PSEUDO_MAP_FD = 1;

    /** How often the verifier may ask to be called again (EAGAIN, when a signal came in between). */
    private static final int ATTEMPTS = 5;

    private static final int FIRST_LOG = 1 << 16;
    private static final int LARGEST_LOG = 1 << 24;
    private static final int MAX_MAPS = 64;

    private final FileDescriptor descriptor;

    private BpfProgram(FileDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Loads a program.
     *
     * @param license of its object
     * @param name the kernel keeps its first 15 bytes
     * @param maps for each map that the program refers to, by the spec's name, the one to use
     * @param constants for each constant that the program refers to, its number
     * @throws VerifierException when the verifier refuses it
     * @throws SystemCallException when the kernel refuses before it looks at it: EPERM without the right, ENOMEM
     */
    public static BpfProgram load(
            ProgramSpec spec, String license, String name, Map<String, BpfMap> maps, Map<String, Long> constants)
            throws VerifierException, SystemCallException {
        ByteBuffer instructions = bind(spec, maps, constants);
        ByteBuffer licenseText = BpfCalls.text(license);
        ByteBuffer attributes = NativeBuffer.allocate(64)
                .putInt(0, spec.type())
                .putInt(4, instructions.capacity() / ProgramSpec.INSTRUCTION)
                .putLong(8, NativeBuffer.address(instructions))
                .putLong(16, NativeBuffer.address(licenseText))
                .put(48, BpfCalls.name(name));
        try {
            return new BpfProgram(load(attributes, name));
        } catch (SystemCallException e) {
            if (e.errno() == Errno.EPERM || e.errno() == Errno.ENOMEM) {
                throw e;
            }
            // Writing a log costs time and memory, so it is asked for only now.
            throw new VerifierException(name, verifierLog(attributes), e);
        } finally {
            Reference.reachabilityFence(instructions);
            Reference.reachabilityFence(licenseText);
            Reference.reachabilityFence(maps);
        }
    }

    /**
     * Opens a pinned program.
     *
     * @throws SystemCallException with ENOENT when there is no such pin
     * @throws IOException when it is not a program
     */
    public static BpfProgram open(Path pin) throws IOException {
        return new BpfProgram(BpfCalls.open(pin, "prog"));
    }

    /**
     * Gives the program a name in bpffs.
     *
     * @throws SystemCallException with EEXIST when the name is taken
     */
    public void pin(Path path) throws SystemCallException {
        BpfCalls.pin(descriptor, path);
    }

    /** What the kernel tells of it. */
    public ProgramInfo info() throws SystemCallException {
        ByteBuffer mapIds = NativeBuffer.allocate(MAX_MAPS * Integer.BYTES);
        // struct bpf_prog_info up to its name
        ByteBuffer info = NativeBuffer.allocate(80).putInt(52, MAX_MAPS).putLong(56, NativeBuffer.address(mapIds));
        BpfCalls.info(descriptor, info, mapIds);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_MAPS, info.getInt(52)); i++) {
            ids.add(Integer.toUnsignedLong(mapIds.getInt(i * Integer.BYTES)));
        }
        return new ProgramInfo(Integer.toUnsignedLong(info.getInt(4)), BpfCalls.name(info, 64), info.getInt(0), ids);
    }

    /**
     * Runs the program on a packet that exists only here.
     *
     * @param frame an Ethernet frame; a socket filter sees what is behind its 14 bytes of header
     * @return what the program returns, as an unsigned number; for matchers, anything but 0 is a match
     */
    public long test(byte[] frame) throws SystemCallException {
        return Integer.toUnsignedLong(run(frame, 1).getInt(4));
    }

    /**
     * Measures the program on a packet that exists only here.
     *
     * @param frame as above
     * @param times how often it runs, one run behind the other
     * @return nanoseconds of one run on average, with what calling it costs the kernel
     */
    public long time(byte[] frame, int times) throws SystemCallException {
        return Integer.toUnsignedLong(run(frame, times).getInt(36));
    }

    /** The attributes with the kernel's answers. */
    private ByteBuffer run(byte[] frame, int times) throws SystemCallException {
        ByteBuffer data = NativeBuffer.of(frame);
        ByteBuffer attributes = NativeBuffer.allocate(40)
                .putInt(0, descriptor.number())
                .putInt(8, frame.length)
                .putLong(16, NativeBuffer.address(data))
                .putInt(32, times);
        BpfCalls.call(BpfCalls.PROG_TEST_RUN, attributes, "run program", data);
        return attributes;
    }

    @Override
    public void close() {
        descriptor.close();
    }

    /**
     * A program's instructions, little-endian, with the descriptors of its maps and its constants filled in.
     *
     * @throws IllegalArgumentException when one of them is not given
     */
    public static byte[] bound(ProgramSpec spec, Map<String, BpfMap> maps, Map<String, Long> constants) {
        ByteBuffer bound = bind(spec, maps, constants);
        byte[] bytes = new byte[bound.capacity()];
        bound.get(0, bytes);
        return bytes;
    }

    /** The instructions with the descriptors of their maps, and with their constants. */
    private static ByteBuffer bind(ProgramSpec spec, Map<String, BpfMap> maps, Map<String, Long> constants) {
        ByteBuffer bound = NativeBuffer.of(spec.instructions()).order(ByteOrder.LITTLE_ENDIAN);
        for (ProgramSpec.Reference reference : spec.maps()) {
            fill(
                    bound,
                    reference,
                    PSEUDO_MAP_FD,
                    required(maps, reference, spec).number());
        }
        for (ProgramSpec.Reference reference : spec.constants()) {
            fill(bound, reference, 0, required(constants, reference, spec));
        }
        return bound;
    }

    private static <T> T required(Map<String, T> values, ProgramSpec.Reference reference, ProgramSpec spec) {
        T value = values.get(reference.name());
        if (value == null) {
            throw new IllegalArgumentException("Program " + spec.name() + " needs " + reference.name() + ".");
        }
        return value;
    }

    /** Two struct bpf_insn: operation, registers (target below, source above), offset, half of the value each. */
    private static void fill(ByteBuffer code, ProgramSpec.Reference reference, int source, long value) {
        int at = reference.instruction() * ProgramSpec.INSTRUCTION;
        int target = code.get(at + 1) & 0x0f;
        code.put(at + 1, (byte) (target | source << 4))
                .putInt(at + 4, (int) value)
                .putInt(at + ProgramSpec.INSTRUCTION + 4, (int) (value >>> Integer.SIZE));
    }

    private static FileDescriptor load(ByteBuffer attributes, String name) throws SystemCallException {
        for (int attempt = 1; ; attempt++) {
            try {
                return BpfCalls.create(BpfCalls.PROG_LOAD, attributes, "load program " + name);
            } catch (SystemCallException e) {
                if (e.errno() != Errno.EAGAIN || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static String verifierLog(ByteBuffer attributes) {
        for (int size = FIRST_LOG; ; size *= 4) {
            ByteBuffer log = NativeBuffer.allocate(size);
            attributes.putInt(24, 1).putInt(28, size).putLong(32, NativeBuffer.address(log));
            boolean tooShort = false;
            try {
                // Should it be accepted now, it is not wanted any more.
                new FileDescriptor(BpfCalls.call(BpfCalls.PROG_LOAD, attributes, "load program", log)).close();
            } catch (SystemCallException e) {
                tooShort = e.errno() == Errno.ENOSPC;
            }
            if (!tooShort || size >= LARGEST_LOG) {
                byte[] bytes = new byte[size];
                log.get(0, bytes);
                int end = 0;
                while (end < size && bytes[end] != 0) {
                    end++;
                }
                return new String(bytes, 0, end, StandardCharsets.UTF_8);
            }
        }
    }
}
