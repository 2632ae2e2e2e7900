package org.firewright.ui.rules;

import java.util.List;
import org.firewright.compile.CompiledRule;
import org.firewright.policy.Location;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.Texts;

/** What the editor says of a rule. */
final class RuleWords {
    private RuleWords() {}

    /** Such as "rule 3 · 1 native, 1 eBPF condition". */
    static String summary(RuleRow row, CompiledRule compiled) {
        int number = row.index() + 1;
        if (!row.rule().enabled()) {
            return Texts.text("editor.rule.off", number);
        }
        return compiled == null || compiled.wire().isEmpty()
                ? Texts.text("editor.rule", number)
                : Texts.text("editor.rule.conditions", number, compiled.nativeConditions(), compiled.ebpfConditions());
    }

    /** The first error that has a place in the text: its line, marks under the place, and what is wrong. */
    static String errorUnder(String text, List<ProjectProblem> problems) {
        for (ProjectProblem problem : problems) {
            if (problem.isError() && problem.location() instanceof Location.InRule place && place.column() > 0) {
                String line = text.split("\n", -1)[Math.min(place.line(), text.split("\n", -1).length) - 1];
                int marks = Math.max(1, Math.min(place.length(), line.length() - place.column() + 1));
                return line + "\n" + " ".repeat(place.column() - 1) + "^".repeat(marks) + "\n"
                        + Texts.text("editor.column", place.column()) + " " + problem.sentence()
                        + (problem.remedy().isEmpty() ? "" : " " + problem.remedy());
            }
        }
        return "";
    }
}
