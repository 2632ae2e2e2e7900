package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListState;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;

/** The lists that a host's kernel holds, as pins in a folder of bpffs. */
public final class ListStore {
    private final Path folder;

    /**
     * A store in a folder of a mounted bpffs, see {@code Bpffs.prepare}.
     *
     * @param folder such as /sys/fs/bpf/firewright; must exist
     */
    public ListStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Whether all of a list is pinned, so that rules may refer to it.
     *
     * @param digest lower-case hexadecimal SHA-256 of the list's content
     */
    public boolean holds(String digest) {
        return unfinished();
    }

    /**
     * Makes sure that the kernel holds a list: shares what is pinned, loads what is missing. A crash on the way leaves
     * no pin of a list that is not whole.
     *
     * @param source asked for the ranges only where a map must be filled
     * @param progress hears of each step, in prefixes done and in all
     * @return with {@code loaded} true where a map had to be filled
     * @throws ProblemException when the kernel refuses, or the source does
     * @throws IOException when the source cannot be read
     */
    public PreparedList ensure(ListContent list, ListSource source, Consumer<Progress> progress)
            throws IOException, ProblemException {
        return unfinished();
    }

    /** The absolute path of the pinned program that decides a condition, whether or not it is there yet. */
    public String pin(Condition.InList condition) {
        return unfinished();
    }

    /**
     * Every list that is pinned, in the order of its digest.
     *
     * @param namespacesByPin for each program's path that rules refer to: the namespaces that these rules are in
     * @throws IOException when pins cannot be read
     */
    public List<ListState> states(Map<String, List<String>> namespacesByPin) throws IOException {
        return unfinished();
    }

    /**
     * Removes the pins of lists that no rule uses, and what a crash left behind. What a rule refers to lives on in the
     * kernel in any case.
     *
     * @param pinsInUse paths of programs that rules of any namespace, or plans about to be committed, refer to
     * @return the pins that were removed
     * @throws IOException when the folder cannot be read or a pin cannot be removed
     */
    public List<Path> collect(Set<String> pinsInUse) throws IOException {
        return unfinished();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T unfinished() {
        return Optional.<T>empty()
                .orElseThrow(() -> new UnsupportedOperationException("lists in " + folder + " are in the making"));
    }
}
