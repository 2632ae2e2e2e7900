package org.firewright.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.MapState;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.bpf.BpfProgram;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.iplist.ListStore;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.test.ScratchNamespace;

/** A list in the agent's own store: as packed tables, or as tries. */
final class StoreSubject implements Subject {
    private static final int RAW = -300;

    private final Path folder;
    private final ListStore store;
    private final List<ScratchNamespace> namespaces = new ArrayList<>();
    private ListContent content;

    /** A store in a folder of bpffs of its own. */
    StoreSubject(ListStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    @Override
    public void load(BenchList list) throws IOException, ProblemException {
        content = list.content();
        store.ensure(content, list::ranges, step -> {});
    }

    @Override
    public void enforce(ScratchNamespace namespace, BenchList list) throws IOException, ProblemException {
        putInForce(namespace);
        namespaces.add(namespace);
    }

    private void putInForce(ScratchNamespace namespace) throws ProblemException {
        Condition.InList listed = new Condition.InList(Condition.Direction.SOURCE, content.digest(), false);
        List<Rule> rules = List.of(
                new Rule("all", 1, "", List.of(), Verdict.COUNT),
                new Rule("listed", 2, "", List.of(listed), Verdict.DROP));
        Chain chain = new Chain("in", Hook.PREROUTING, RAW, Verdict.DROP, rules);
        Ruleset ruleset = new Ruleset(namespace.name(), "bench", "", List.of(chain));
        try (NamespaceRules kernel = NamespaceRules.open(namespace.name(), namespace.file())) {
            kernel.commit(
                    RulesetEncoder.encode(ruleset, new Stamp("", "bench", "bench", 0), condition -> store.pin(listed)),
                    kernel.generation());
        }
    }

    @Override
    public void update(BenchList from, BenchList to) throws IOException, ProblemException {
        load(to);
        for (ScratchNamespace namespace : namespaces) {
            putInForce(namespace);
        }
    }

    @Override
    public Counted counted(ScratchNamespace namespace) throws ProblemException {
        return Subject.ofOurTable(namespace);
    }

    @Override
    public OptionalLong memlock() throws IOException {
        return OptionalLong.of(store.states(Map.of()).stream()
                .flatMap(list -> list.maps().stream())
                .mapToLong(MapState::memory)
                .sum());
    }

    @Override
    public Optional<BpfProgram> program() throws IOException {
        return Optional.of(BpfProgram.open(
                Path.of(store.pin(new Condition.InList(Condition.Direction.SOURCE, content.digest(), false)))));
    }

    @Override
    public void close() throws IOException {
        store.collect(Set.of());
        for (Path pin : Bpffs.pins(folder)) {
            Files.delete(pin);
        }
        Files.delete(folder);
    }
}
