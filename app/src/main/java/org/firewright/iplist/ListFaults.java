package org.firewright.iplist;

import java.io.IOException;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;

/** Why something is no list at all, in sentences. */
final class ListFaults {
    private ListFaults() {}

    static ProblemException unreadable(String source, IOException cause) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.CONTENT,
                        Place.HOST,
                        "The list " + source + " cannot be read: " + cause.getMessage() + ".",
                        "Check that it is a file and that you may read it."),
                cause);
    }

    static ProblemException noText(String source) {
        return ProblemException.of(
                Problem.Kind.CONTENT,
                "The list " + source + " is no text: it has zero bytes in it.",
                "Name a text file, or one that gzip has compressed.");
    }

    static ProblemException webPage(String source) {
        return ProblemException.of(
                Problem.Kind.CONTENT,
                source + " is a web page and not a list.",
                "Open it in a browser to see what it says; often the list itself has another address, or wants a login.");
    }

    static ProblemException brokenArchive(String source, IOException cause) {
        return new ProblemException(
                new Problem(
                        Problem.Kind.CONTENT,
                        Place.HOST,
                        "The compressed list " + source + " is broken or cut short (" + cause.getMessage() + ").",
                        "Get it again."),
                cause);
    }

    static ProblemException endless(String source) {
        return ProblemException.of(
                Problem.Kind.CONTENT,
                "The list " + source + " has more than " + (ListReader.MAX_BYTES >> 30) + " GiB of text.",
                "Check that it is a list.");
    }

    static ProblemException tooManyRanges(String source) {
        return ProblemException.of(
                Problem.Kind.CONTENT,
                String.format("The list %s has more than %,d separate ranges.", source, ListFile.MAX_RANGES),
                "Split it into several lists.");
    }
}
