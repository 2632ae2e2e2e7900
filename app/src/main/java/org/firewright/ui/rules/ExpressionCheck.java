package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.firewright.expression.Expressions;
import org.firewright.expression.Parsed;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;

/** What is wrong with a rule's text, at once for the language, a moment later for what only the compiler knows. */
record ExpressionCheck(List<Fault> faults) {
    ExpressionCheck {
        faults = List.copyOf(faults);
    }

    /**
     * Something that is wrong.
     *
     * @param where part of the text
     * @param text what is wrong there, with its column, and what to do
     */
    record Fault(ExpressionStyles.Wrong where, String text) {}

    /**
     * Checks a text.
     *
     * @param compiled the compiler's problems with the rule, which is of this text
     */
    static ExpressionCheck of(String text, List<ProjectProblem> compiled) {
        List<Fault> faults = new ArrayList<>();
        if (!text.isBlank() && Expressions.parse(text) instanceof Parsed.Invalid invalid) {
            invalid.errors()
                    .forEach(error -> faults.add(new Fault(
                            new ExpressionStyles.Wrong(
                                    error.span().offset(), error.span().length()),
                            words(error.span().line(), error.span().column(), error.sentence(), error.remedy()))));
        } else {
            for (ProjectProblem problem : compiled) {
                if (problem.location() instanceof Location.InRule place && place.offset() >= 0) {
                    faults.add(new Fault(
                            new ExpressionStyles.Wrong(place.offset(), place.length()),
                            words(place.line(), place.column(), problem.sentence(), problem.remedy())));
                }
            }
        }
        return new ExpressionCheck(faults);
    }

    /** The first fault in words; empty where there is none. */
    String first() {
        return faults.isEmpty() ? "" : faults.getFirst().text();
    }

    /** The fault at this character. */
    Optional<Fault> at(int offset) {
        return faults.stream()
                .filter(fault -> fault.where().offset() <= offset
                        && offset
                                < fault.where().offset()
                                        + Math.max(1, fault.where().length()))
                .findFirst();
    }

    List<ExpressionStyles.Wrong> wrong() {
        return faults.stream().map(Fault::where).toList();
    }

    private static String words(int line, int column, String sentence, String remedy) {
        String place = line > 1 ? Texts.text("editor.linecolumn", line, column) : Texts.text("editor.column", column);
        return (place + " " + sentence + " " + remedy).strip();
    }
}
