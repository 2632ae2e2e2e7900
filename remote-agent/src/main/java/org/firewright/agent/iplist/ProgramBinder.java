package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.ProgramSpec;
import org.firewright.agent.bpf.VerifierException;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;

/**
 * Loads and pins the programs of lists.
 *
 * @param object where they come from
 */
record ProgramBinder(Pins pins, ListObject object) {
    /** What is pinned under a program's name. */
    private enum Binding {
        BOUND,
        ELSEWHERE,
        MISSING
    }

    /** The four programs of a list. */
    static List<ListPin.Program> programs(String list, ListObject object) {
        List<ListPin.Program> programs = new ArrayList<>();
        for (Condition.Direction direction : Condition.Direction.values()) {
            for (boolean inverted : List.of(false, true)) {
                programs.add(new ListPin.Program(list, direction, inverted, object.code()));
            }
        }
        return programs;
    }

    /**
     * Makes sure that all programs of a list are pinned and look into its maps.
     *
     * @throws VerifierException when the kernel's verifier refuses one
     * @throws ProblemException when the kernel refuses for another reason
     */
    void bindAll(ListContent content, String list, ListMaps maps) throws IOException, ProblemException {
        Set<Long> mapIds = maps.programMapIds();
        // The verifier takes longer for the programs of most lists than all else does, and it takes them side by side.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> bindings = new ArrayList<>();
            for (ListPin.Program pin : programs(list, object)) {
                bindings.add(threads.submit(() -> {
                    bind(pin, maps, mapIds);
                    return null;
                }));
            }
            for (Future<Void> binding : bindings) {
                binding.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SystemCallException refused -> throw ListProblems.programRefused(content, refused);
                case IOException other -> throw other;
                default -> throw new IllegalStateException("A program could not be bound.", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("loading was given up", e);
        }
    }

    private void bind(ListPin.Program pin, ListMaps maps, Set<Long> mapIds) throws IOException {
        Path path = pins.path(pin);
        switch (binding(path, mapIds)) {
            case BOUND -> {
                return;
            }
            case ELSEWHERE -> Files.deleteIfExists(path); // its maps have been lost and made anew
            case MISSING -> {}
        }
        String role = ListPin.role(pin.direction(), pin.inverted());
        ProgramSpec spec = object.spec().program(role);
        try (BpfProgram program =
                BpfProgram.load(spec, object.spec().license(), "fw_" + role, maps.byName(), maps.constants())) {
            program.pin(path);
        } catch (SystemCallException e) {
            // Another agent was faster; it adopted the same maps.
            if (e.errno() != Errno.EEXIST || binding(path, mapIds) != Binding.BOUND) {
                throw e;
            }
        }
    }

    private static Binding binding(Path pin, Set<Long> mapIds) throws IOException {
        try (BpfProgram program = BpfProgram.open(pin)) {
            return Set.copyOf(program.info().mapIds()).equals(mapIds) ? Binding.BOUND : Binding.ELSEWHERE;
        } catch (SystemCallException e) {
            if (e.errno() == Errno.ENOENT) {
                return Binding.MISSING;
            }
            throw e;
        }
    }
}
