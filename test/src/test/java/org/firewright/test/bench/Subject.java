package org.firewright.test.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.nftables.CounterReader;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.test.ScratchNamespace;

/** One way to hold a list in the kernel, as the benchmark uses it. */
interface Subject extends AutoCloseable {
    /**
     * Loads a list where the way is once a host; nothing otherwise.
     *
     * @throws ProblemException when the kernel refuses
     */
    void load(BenchList list) throws IOException, ProblemException;

    /** Puts two rules into a namespace's prerouting hook: count every packet; count and drop those from the list. */
    void enforce(ScratchNamespace namespace, BenchList list) throws IOException, ProblemException;

    /** Changes the list in all namespaces that enforce it. */
    void update(BenchList from, BenchList to) throws IOException, ProblemException;

    /** How many packets a namespace's two rules have seen. */
    Counted counted(ScratchNamespace namespace) throws IOException, ProblemException;

    /** What the kernel charges for maps; empty where it tells nothing. */
    OptionalLong memlock() throws IOException;

    /** The program that looks addresses up; empty where there is none to run by itself. */
    Optional<BpfProgram> program() throws IOException;

    /** Removes everything but namespaces. */
    @Override
    void close() throws IOException;

    /** Packets. */
    record Counted(long all, long listed) {}

    /** What the two rules of the table inet firewright have seen. */
    static Counted ofOurTable(ScratchNamespace namespace) throws ProblemException {
        try (NamespaceRules kernel = NamespaceRules.open(namespace.name(), namespace.file())) {
            CounterReader reader = kernel.counters();
            reader.read();
            List<RuleCounter> counters = reader.whole().rules();
            return new Counted(counters.get(0).packets(), counters.get(1).packets());
        }
    }
}
