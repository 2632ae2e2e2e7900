package org.firewright.agent.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Feature;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.bpf.MapType;
import org.firewright.agent.bpf.ProgramSpec;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;

/** Small things that only work where large ones will. */
final class KernelProbes {
    static final List<Features.Probe> ALL = List.of(
            new Features.Probe(Feature.NF_TABLES, KernelProbes::nfTables),
            new Features.Probe(Feature.XT_BPF, KernelProbes::xtBpf),
            new Features.Probe(Feature.BPFFS, KernelProbes::bpffs),
            new Features.Probe(Feature.BPF, KernelProbes::bpf));

    private static final String NAME = "fw_probe";

    /** BPF_F_NO_PREALLOC of linux/bpf.h, without which there are no tries. */
    private static final int NO_PREALLOC = 1;

    /** Key of a trie: the prefix's length (four bytes), then an IPv4 address. */
    private static final int TRIE_KEY = 8;

    private KernelProbes() {}

    private static void nfTables() throws ProblemException {
        List<Problem> problems = dryRun(List.of());
        if (!problems.isEmpty()) {
            throw new ProblemException(problems.getFirst());
        }
    }

    /**
     * A rule whose program's pin is a folder. Where xt_bpf is there, it opens the folder and refuses it as no program;
     * where it is not, it is itself what is missing.
     */
    private static void xtBpf() throws ProblemException {
        Condition program = new Condition.InList(Condition.Direction.SOURCE, "", false);
        List<Problem> problems = dryRun(List.of(new Rule("probe", 1, "", List.of(program), Verdict.COUNT)));
        if (problems.size() == 1 && problems.getFirst().kind() == Problem.Kind.REFUSED) {
            return;
        }
        throw problems.isEmpty()
                ? problem("The kernel takes a folder for an eBPF program.", "Use another kernel.", null)
                : new ProblemException(problems.getFirst());
    }

    private static List<Problem> dryRun(List<Rule> rules) throws ProblemException {
        Chain chain = new Chain("probe", Hook.FORWARD, 0, Verdict.ACCEPT, rules);
        Ruleset ruleset = new Ruleset(Ruleset.ROOT, NAME, "", List.of(chain));
        try (NamespaceRules own = NamespaceRules.open(Ruleset.ROOT, null)) {
            return own.dryRun(
                    RulesetEncoder.encode(ruleset, new Stamp("", NAME, NAME, 0), unused -> "/"), own.generation());
        }
    }

    /** Whether it is mounted, or is known to the kernel and has a place to be mounted on. */
    private static void bpffs() throws IOException, ProblemException {
        if (Bpffs.covers(Bpffs.MOUNT_POINT)) {
            return;
        }
        boolean known = Files.readString(Path.of("/proc/filesystems"))
                .lines()
                .anyMatch(line -> line.strip().endsWith("\tbpf"));
        if (!known) {
            throw problem(
                    "This kernel has no bpf file system.",
                    "Use a kernel that is built with CONFIG_BPF_SYSCALL, such as that of any distribution.",
                    null);
        }
        if (!Files.isDirectory(Bpffs.MOUNT_POINT)) {
            throw problem(
                    "There is no folder " + Bpffs.MOUNT_POINT + " to mount the bpf file system on.",
                    "Mount sysfs: mount -t sysfs sysfs /sys",
                    null);
        }
    }

    private static void bpf() throws IOException, ProblemException {
        byte[] matchNothing = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0xb7) // r0 = 0
                .putLong(0x95) // exit
                .array();
        ProgramSpec program = new ProgramSpec(NAME, ProgramSpec.SOCKET_FILTER, matchNothing, List.of(), List.of());
        try (BpfMap map = BpfMap.create(new MapSpec(NAME, MapType.LPM_TRIE, TRIE_KEY, 1, 1, NO_PREALLOC));
                BpfProgram loaded = BpfProgram.load(program, "GPL", NAME, Map.of(), Map.of())) {
            map.info();
            loaded.info();
        } catch (SystemCallException e) {
            throw switch (e.errno()) {
                case Errno.EPERM ->
                    problem(
                            "The kernel lets nobody load eBPF programs, not even root: " + e.getMessage() + ".",
                            "Look at kernel.lockdown and at the limits of the container that the agent runs in.",
                            e);
                case Errno.ENOSYS ->
                    problem(
                            "This kernel has no eBPF.",
                            "Use a kernel that is built with CONFIG_BPF_SYSCALL, such as that of any distribution.",
                            e);
                default -> problem("The kernel refuses a map or program: " + e.getMessage() + ".", "", e);
            };
        }
    }

    private static ProblemException problem(String sentence, String remedy, Exception cause) {
        return new ProblemException(new Problem(Problem.Kind.MISSING_FEATURE, Place.HOST, sentence, remedy), cause);
    }
}
