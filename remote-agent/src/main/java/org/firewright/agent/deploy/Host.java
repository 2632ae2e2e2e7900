package org.firewright.agent.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.bpf.Bpffs;
import org.firewright.agent.inspect.Namespaces;
import org.firewright.agent.iplist.ListStore;

/**
 * What is changed, and what it is changed with.
 *
 * @param namespaces whose rules are changed
 * @param lists what the kernel holds
 * @param pins the folder in bpffs that the lists are pinned in; may not be there yet
 * @param programs what the kernel holds for single rules
 * @param content what the desktop has sent
 */
public record Host(Namespaces namespaces, ListStore lists, ProgramStore programs, Path pins, ContentFolder content) {
    /** With programs in the same folder as the lists. */
    public Host(Namespaces namespaces, ListStore lists, Path pins, ContentFolder content) {
        this(namespaces, lists, new ProgramStore(pins, lists), pins, content);
    }

    /** The digests of the lists and programs that a ruleset's conditions name. */
    static Set<String> contents(Ruleset ruleset) {
        Set<String> digests = new TreeSet<>();
        for (Chain chain : ruleset.chains()) {
            for (Rule rule : chain.rules()) {
                for (Condition condition : rule.conditions()) {
                    switch (condition) {
                        case Condition.InList list -> digests.add(list.list());
                        case Condition.Program program -> digests.add(program.program());
                        case Condition.Match ignored -> {}
                        case Condition.Masked ignored -> {}
                        case Condition.Rate ignored -> {}
                    }
                }
            }
        }
        return digests;
    }

    /** For each program the first rule that needs it. */
    static Map<String, Place> places(Deployment deployment) {
        Map<String, Place> places = new HashMap<>();
        for (Ruleset ruleset : deployment.rulesets()) {
            for (Chain chain : ruleset.chains()) {
                for (Rule rule : chain.rules()) {
                    for (Condition condition : rule.conditions()) {
                        if (condition instanceof Condition.Program program) {
                            Place place = new Place(ruleset.namespace(), rule.number(), rule.name(), 0);
                            places.putIfAbsent(program.program(), place);
                        }
                    }
                }
            }
        }
        return places;
    }

    /** Whether there is a place for pins at all. */
    boolean hasPins() {
        return Bpffs.covers(pins);
    }

    /**
     * Makes sure that the kernel holds a list.
     *
     * @throws ProblemException when it cannot be read or loaded; names the list
     */
    PreparedList ensure(ListContent list, Consumer<Progress> progress) throws ProblemException {
        try {
            return lists.ensure(list, () -> content.read(list), progress);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Problem.Kind.REFUSED,
                            Place.HOST,
                            "List " + list.name() + " cannot be loaded: " + e.getMessage() + ".",
                            "The agent's log has the details."),
                    e);
        }
    }

    /** The stamp for a ruleset that is put in force now. */
    static Stamp stamp(Ruleset ruleset, String by) {
        return new Stamp(ruleset.digest(), ruleset.policy(), by, System.currentTimeMillis());
    }

    /** The pins that a ruleset's rules refer to. */
    Set<String> pins(Ruleset ruleset) {
        Set<String> paths = new TreeSet<>();
        ruleset.chains().stream()
                .flatMap(chain -> chain.rules().stream())
                .flatMap(rule -> rule.conditions().stream())
                .filter(Host::isPinned)
                .forEach(condition -> paths.add(pin(condition)));
        return paths;
    }

    /** Whether an eBPF program decides a condition. */
    static boolean isPinned(Condition condition) {
        return switch (condition) {
            case Condition.InList ignored -> true;
            case Condition.Program ignored -> true;
            case Condition.Match ignored -> false;
            case Condition.Masked ignored -> false;
            case Condition.Rate ignored -> false;
        };
    }

    /** The path of the program that decides a condition. */
    String pin(Condition condition) {
        return switch (condition) {
            case Condition.InList list -> lists.pin(list);
            case Condition.Program program -> programs.pin(program.program());
            case Condition.Match match -> throw new IllegalArgumentException("nftables itself decides " + match);
            case Condition.Masked masked -> throw new IllegalArgumentException("nftables itself decides " + masked);
            case Condition.Rate rate -> throw new IllegalArgumentException("nftables itself decides " + rate);
        };
    }
}
