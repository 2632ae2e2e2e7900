package org.firewright.agent.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.ProgramContent;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.bpf.MapType;
import org.firewright.agent.bpf.ProgramSpec;
import org.firewright.agent.bpf.VerifierException;
import org.firewright.agent.iplist.ListCode;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.NativeBuffer;
import org.firewright.agent.linux.SystemCallException;

/**
 * The programs that were made for rules, as pins in our folder of bpffs, named by their content. A program that looks
 * into lists carries copies of the lists' programs as functions, which look into the lists' own maps.
 */
public final class ProgramStore {
    private static final String PREFIX = "rule-";
    private static final int NAME_DIGITS = 16;
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{" + NAME_DIGITS + "}");
    /** The code of lists asks for helpers under this one, and the whole can be under no other. */
    private static final String LICENSE = "GPL";

    private static final int INSTRUCTION = 8;
    private static final int LOAD_IMMEDIATE = 0x18;
    private static final int CALL = 0x85;

    private final Path folder;
    private final ListStore lists;

    /**
     * A store in a folder of a mounted bpffs.
     *
     * @param folder may not be there yet
     * @param lists in the same folder
     */
    public ProgramStore(Path folder, ListStore lists) {
        this.folder = folder.toAbsolutePath().normalize();
        this.lists = lists;
    }

    /** The absolute path of a program's pin. */
    public String pin(String digest) {
        return folder.resolve(PREFIX + digest.substring(0, NAME_DIGITS)).toString();
    }

    /**
     * Makes sure that a program is pinned. The lists that it looks into must be loaded.
     *
     * @param place of the rule that needs it, for problems
     * @throws ProblemException when the kernel refuses it
     */
    public void ensure(ProgramContent content, Place place) throws ProblemException {
        Path path = Path.of(pin(content.digest()));
        if (Files.exists(path)) {
            return;
        }
        List<AutoCloseable> used = new ArrayList<>();
        try {
            load(content, path, used);
        } catch (VerifierException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.REFUSED,
                            place,
                            "The rule's program cannot be used. " + e.getMessage(),
                            "Simplify the rule, or update the host's kernel; if it is a current one, report this with"
                                    + " the kernel's version."),
                    e);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.REFUSED,
                            place,
                            "The rule's program could not be loaded (" + e.getMessage() + ").",
                            "Run the agent as root; in a container it needs CAP_BPF and CAP_NET_ADMIN."),
                    e);
        } finally {
            used.forEach(ProgramStore::close);
        }
    }

    private void load(ProgramContent content, Path path, List<AutoCloseable> used) throws IOException {
        int data = 0;
        if (!content.data().isEmpty()) {
            byte[] bytes = HexFormat.of().parseHex(content.data());
            BpfMap map = BpfMap.create(new MapSpec("fw_data", MapType.ARRAY, Integer.BYTES, bytes.length, 1, 0));
            used.add(map);
            map.update(NativeBuffer.allocate(Integer.BYTES), NativeBuffer.of(bytes), 1);
            data = map.number();
        }
        List<byte[]> functions = new ArrayList<>();
        for (Condition.InList lookup : content.lists()) {
            ListCode code = lists.code(lookup);
            used.add(code);
            functions.add(code.instructions());
        }
        byte[] linked = link(content, data, functions);
        ProgramSpec spec = new ProgramSpec("rule", ProgramSpec.SOCKET_FILTER, linked, List.of(), List.of());
        try (BpfProgram program = BpfProgram.load(spec, LICENSE, "fw_rule", Map.of(), Map.of())) {
            program.pin(path);
        } catch (SystemCallException e) {
            if (e.errno() != Errno.EEXIST) { // another agent was faster, with the same content
                throw e;
            }
        }
    }

    /** The instructions as the kernel reads them, with the functions of lists behind them. */
    private static byte[] link(ProgramContent content, int data, List<byte[]> functions) {
        int own = content.size();
        int all = own * INSTRUCTION
                + functions.stream().mapToInt(code -> code.length).sum();
        ByteBuffer out = ByteBuffer.allocate(all).order(ByteOrder.LITTLE_ENDIAN);
        int[] starts = new int[functions.size()];
        int next = own;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = next;
            next += functions.get(i).length / INSTRUCTION;
        }
        boolean second = false; // the second half of a wide load has no operation of its own
        for (int i = 0; i < own; i++) {
            int at = i * ProgramContent.DIGITS;
            String text = content.instructions();
            int operation = Integer.parseInt(text, at, at + 2, 16);
            int registers = Integer.parseInt(text, at + 2, at + 4, 16);
            int value = Integer.parseUnsignedInt(text, at + 8, at + 16, 16);
            if (!second && operation == CALL && registers >>> 4 != 0) {
                value = starts[value] - i - 1;
            }
            boolean wide = !second && operation == LOAD_IMMEDIATE;
            if (wide && registers >>> 4 != 0) {
                value = data;
            }
            out.put((byte) operation).put((byte) registers);
            out.putShort((short) Integer.parseInt(text, at + 4, at + 8, 16)).putInt(value);
            second = wide;
        }
        functions.forEach(out::put);
        return out.array();
    }

    /** The kernel's numbers of the maps that pinned programs look into. */
    Set<Long> mapIds(Set<String> pins) throws IOException {
        Set<Long> ids = new HashSet<>();
        for (String pin : pins) {
            if (isOurs(Path.of(pin)) && Files.exists(Path.of(pin))) {
                try (BpfProgram program = BpfProgram.open(Path.of(pin))) {
                    ids.addAll(program.info().mapIds());
                }
            }
        }
        return ids;
    }

    /**
     * Removes the pins of programs that no rule uses.
     *
     * @param pinsInUse paths of programs that rules of any namespace, or plans about to be committed, refer to
     * @return the pins that were removed
     */
    public List<Path> collect(Set<String> pinsInUse) throws IOException {
        List<Path> removed = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            for (Path pin : Bpffs.pins(folder)) {
                if (isOurs(pin) && !pinsInUse.contains(pin.toString()) && Files.deleteIfExists(pin)) {
                    removed.add(pin);
                }
            }
        }
        return removed;
    }

    private static boolean isOurs(Path pin) {
        return NAME.matcher(pin.getFileName().toString()).matches();
    }

    private static void close(AutoCloseable used) {
        try {
            used.close();
        } catch (Exception e) {
            throw new IllegalStateException("Closing a descriptor does not fail.", e);
        }
    }
}
