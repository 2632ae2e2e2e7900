package org.firewright.ui.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.firewright.agent.api.Ruleset;
import org.firewright.compile.Chains;
import org.firewright.compile.CompiledRule;
import org.firewright.policy.Policy;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectFile;
import org.firewright.ui.Texts;

/** Rules as text for other programs. */
final class RuleCopies {
    private RuleCopies() {}

    /** As items of a project's file; {@link #rules} reads it. */
    static String yaml(List<RuleRow> rows) {
        return ProjectFile.rulesText(rows.stream().map(RuleRow::rule).toList());
    }

    /** As lines of nft's notation; what is not deployed is a comment. */
    static String nft(List<RuleRow> rows) {
        return lines(rows, RuleCopies::line);
    }

    /** As commands of nft, which add the rules to our table. */
    static String commandLine(List<RuleRow> rows, Policy policy) {
        String start = "nft add rule inet " + Ruleset.TABLE + " " + Chains.name(policy) + " ";
        return lines(
                rows,
                row -> line(row).startsWith("#")
                        ? line(row)
                        : start + "'" + line(row).replace("'", "'\\''") + "'");
    }

    /** The rules that a text of {@link #yaml}'s form holds; none for any other text. */
    static List<PolicyRule> rules(String text) {
        return ProjectFile.rulesOf(text);
    }

    private interface Line {
        String of(RuleRow row);
    }

    private static String lines(List<RuleRow> rows, Line line) {
        return rows.stream().map(line::of).collect(Collectors.joining("\n")) + "\n";
    }

    private static String line(RuleRow row) {
        String nft =
                row.contentProperty().get().compiled().map(CompiledRule::nft).orElse("");
        return nft.isEmpty()
                ? "# "
                        + Texts.text(
                                "copy.notdeployed", row.index() + 1, row.rule().name())
                : nft;
    }
}
