package org.firewright.agent.iplist;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListKind;
import org.firewright.agent.api.PreparedList;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.VerifierException;
import org.firewright.agent.iplist.Representation.UnusableException;

/**
 * Loads one list: its maps are pinned when they are full, its programs after the maps. So whatever is pinned is whole,
 * and what is missing after a crash is made anew beside it. Packed tables are tried first, tries stand in for them.
 */
final class ListLoader {
    private final Pins pins;
    private final Forms plain;
    private final Forms valued;

    /** Why this host's kernel takes no tables, once that is known. */
    private String noTables = "";

    /** What a list can be held as: a table, or what stands in for it. */
    record Forms(Tables tables, Tries tries) {}

    ListLoader(Pins pins, Forms plain, Forms valued) {
        this.pins = pins;
        this.plain = plain;
        this.valued = valued;
    }

    private Forms forms(ListContent content) {
        return content.kind() == ListKind.VALUES ? valued : plain;
    }

    /** See {@link ListStore#holds}. */
    boolean holds(ListContent content) throws IOException {
        String list = ListPin.shorten(content.digest());
        Forms forms = forms(content);
        List<Representation> serving = switch (content.kind()) {
            case ANY, VALUES -> List.of(forms.tables, forms.tries);
            case TABLE -> noTables.isEmpty() ? List.of(forms.tables) : List.of(forms.tries);
            case TRIE -> List.of(forms.tries);
        };
        for (Representation representation : serving) {
            Optional<ListMaps> held = representation.adopt(pins, list);
            if (held.isPresent()) {
                held.get().close();
                return true;
            }
        }
        return false;
    }

    /** See {@link ListStore#ensure}. */
    PreparedList ensure(ListContent content, ListSource source, Consumer<Progress> progress)
            throws IOException, ProblemException {
        String list = ListPin.shorten(content.digest());
        Forms forms = forms(content);
        long start = System.nanoTime();
        if (content.kind() == ListKind.TRIE) {
            PreparedList prepared = ensureTries(content, source, progress, start);
            discard(forms.tables, list);
            return prepared;
        }
        Optional<ListMaps> inTries =
                content.kind() == ListKind.TABLE ? Optional.empty() : forms.tries.adopt(pins, list);
        if (inTries.isPresent()) {
            // Loaded when tables were no choice, or because somebody wanted it so: it serves as well.
            try (ListMaps maps = inTries.get()) {
                bind(forms.tries, content, list, maps);
                return prepared(content, maps, false, 0);
            } catch (VerifierException e) {
                throw ListProblems.programRefused(content, e);
            }
        }
        if (noTables.isEmpty()) {
            try {
                PreparedList prepared = ensure(forms.tables, content, source, progress, start);
                discard(forms.tries, list);
                return prepared;
            } catch (VerifierException e) {
                noTables = "its verifier refuses their programs: " + e.getMessage();
                progress.accept(fallback(content, noTables));
            } catch (UnusableException e) {
                progress.accept(fallback(content, e.getMessage()));
            }
            discard(forms.tables, list);
        } else {
            progress.accept(fallback(content, noTables));
        }
        return ensureTries(content, source, progress, start);
    }

    private PreparedList ensureTries(ListContent content, ListSource source, Consumer<Progress> progress, long start)
            throws IOException, ProblemException {
        try {
            return ensure(forms(content).tries, content, source, progress, start);
        } catch (VerifierException e) {
            throw ListProblems.programRefused(content, e);
        } catch (UnusableException e) {
            throw new IllegalStateException("Tries are never unusable without a problem.", e);
        }
    }

    private PreparedList ensure(
            Representation representation,
            ListContent content,
            ListSource source,
            Consumer<Progress> progress,
            long start)
            throws IOException, ProblemException, UnusableException {
        String list = ListPin.shorten(content.digest());
        Optional<ListMaps> held = representation.adopt(pins, list);
        try (ListMaps maps =
                held.isPresent() ? held.get() : representation.load(pins, content, source.read(), progress)) {
            bind(representation, content, list, maps);
            return prepared(content, maps, held.isEmpty(), start);
        }
    }

    private void bind(Representation representation, ListContent content, String list, ListMaps maps)
            throws IOException, ProblemException {
        new ProgramBinder(pins, representation.object()).bindAll(content, list, maps);
    }

    private static PreparedList prepared(ListContent content, ListMaps maps, boolean loaded, long start)
            throws IOException {
        long milliseconds = loaded ? Math.max(1, (System.nanoTime() - start) / 1_000_000) : 0;
        return new PreparedList(
                content.name(), content.digest(), loaded, milliseconds, maps.memory(), maps.memoryIsLowerBound());
    }

    private static Progress fallback(ListContent content, String reason) {
        return new Progress(
                "Loading list " + content.name() + " as tries, for this kernel takes no table: " + reason, 0, 0);
    }

    /**
     * So that a list is pinned in one way only. Rules that refer to the other way's programs keep them, and are told as
     * changed until their namespace is deployed to again.
     */
    private void discard(Representation representation, String list) throws IOException {
        for (ListPin.Part part : representation.parts()) {
            Files.deleteIfExists(pins.path(new ListPin.Map(list, part)));
        }
        for (ListPin.Program program : ProgramBinder.programs(list, representation.object())) {
            Files.deleteIfExists(pins.path(program));
        }
    }
}
