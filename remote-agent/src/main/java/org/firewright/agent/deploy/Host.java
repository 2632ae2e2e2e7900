package org.firewright.agent.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
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
 * @param content what the desktop has sent
 */
public record Host(Namespaces namespaces, ListStore lists, Path pins, ContentFolder content) {
    /** The conditions of a ruleset that look into lists. */
    static List<Condition.InList> lookups(Ruleset ruleset) {
        return ruleset.chains().stream()
                .map(Chain::rules)
                .flatMap(List::stream)
                .map(Rule::conditions)
                .flatMap(List::stream)
                .filter(Condition.InList.class::isInstance)
                .map(Condition.InList.class::cast)
                .distinct()
                .toList();
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
        lookups(ruleset).forEach(condition -> paths.add(lists.pin(condition)));
        return paths;
    }
}
