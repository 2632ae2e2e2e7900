package org.firewright.agent.deploy;

import java.util.ArrayList;
import java.util.List;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;

/** Collects what is wrong with a request, and stops collecting when nobody would read on. */
final class Findings {
    private static final int MAX_FINDINGS = 100;
    private static final int MAX_TEXT = 256;

    private final List<Problem> problems = new ArrayList<>();

    /** Notes a problem with the request. */
    void add(Place place, String sentence) {
        if (problems.size() < MAX_FINDINGS) {
            problems.add(new Problem(Problem.Kind.REQUEST, place, sentence, ""));
        }
    }

    /** Notes a problem unless the condition holds; whether it holds. */
    boolean require(boolean condition, Place place, String sentence) {
        if (!condition) {
            add(place, sentence);
        }
        return condition;
    }

    /** Requires a list without gaps of so many elements; whether it is one. */
    boolean requireList(List<?> list, int least, int most, Place place, String what) {
        if (list == null || list.size() < least || list.size() > most) {
            add(
                    place,
                    "There must be " + least + " to " + most + " " + what + ", not " + (list == null ? 0 : list.size())
                            + ".");
            return false;
        }
        // contains(null) of an immutable list throws; these come from a parser, but nobody promises that.
        return require(
                list.stream().allMatch(element -> element != null), place, "There is a gap among the " + what + ".");
    }

    /** Requires text for people on one line, of at most so many characters, that may be empty. */
    void requireText(String text, Place place, String what) {
        require(
                text != null && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl),
                place,
                what + " must be one line of at most " + MAX_TEXT + " characters.");
    }

    /** All that was noted, in order. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
