package org.firewright.agent.iplist;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListData;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;

/** A way to hold a list in maps, with the programs that look into them. */
sealed interface Representation permits Tables, Tries {
    /** The compiled programs. */
    ListObject object();

    /** What maps it has of a list. */
    List<ListPin.Part> parts();

    /** The maps of a list where all of them are pinned; the list's digest is cut as in names of pins. */
    Optional<ListMaps> adopt(Pins pins, String list) throws IOException;

    /**
     * Makes, fills and pins what is missing of a list's maps.
     *
     * @throws UnusableException when this kernel cannot hold lists, or such a large one, in this way
     * @throws ProblemException when it could, but refuses
     */
    ListMaps load(Pins pins, ListContent content, ListData data, Consumer<Progress> progress)
            throws IOException, ProblemException, UnusableException;

    /** The kernel cannot do what a representation needs; the message tells what, and is a part of a sentence. */
    final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String reason, Exception cause) {
            super(reason, cause);
        }
    }
}
