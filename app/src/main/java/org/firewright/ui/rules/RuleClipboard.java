package org.firewright.ui.rules;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.firewright.expression.Expressions;
import org.firewright.policy.PolicyRule;
import org.firewright.ui.Texts;

/** Rules to and from the system's clipboard, as text of a project's file, so that other programs can take part. */
final class RuleClipboard {
    /** Characters. */
    private static final int LONGEST_CONDITION = 10_000;

    private final RulesModel model;

    RuleClipboard(RulesModel model) {
        this.model = model;
    }

    /** The condition that the keyboard is at, else the selected rules. */
    void copy() {
        condition().ifPresentOrElse(RuleClipboard::put, this::copyRules);
    }

    /** The same, and takes it away. */
    void cut() {
        Optional<String> condition = condition();
        if (condition.isPresent()) {
            put(condition.get());
            model.remove();
        } else {
            cutRules();
        }
    }

    /** Puts the clipboard's rules behind the selected ones, or its condition where one is asked for. */
    void paste(RulesModel.KeyDrop where) {
        String text = text();
        List<PolicyRule> rules = RuleCopies.rules(text);
        if (!rules.isEmpty()) {
            model.paste(rules);
        } else if (isCondition(text)) {
            model.drop(new Carried.Block("", text), where);
        } else {
            model.say(new DropPlan.Refusal(Texts.text("paste.nothing")));
        }
    }

    private Optional<String> condition() {
        RulesModel.ChipCursor chip = model.cursorProperty().get();
        return chip == null
                ? Optional.empty()
                : Conditions.at(model.table().rows().get(chip.row()).rule().when(), chip.place())
                        .map(Expressions::print);
    }

    void copyRules() {
        List<RuleRow> selected = model.table().selectedRows();
        if (!selected.isEmpty()) {
            put(RuleCopies.yaml(selected));
        }
    }

    void cutRules() {
        copyRules();
        model.cursor(null);
        model.remove();
    }

    void duplicate() {
        model.paste(model.table().selectedRows().stream().map(RuleRow::rule).toList());
    }

    void copyNft() {
        put(RuleCopies.nft(model.table().selectedRows()));
    }

    void copyCommandLine() {
        put(RuleCopies.commandLine(
                model.table().selectedRows(), model.policyProperty().get()));
    }

    /** Whether there may be something to paste; a menu cannot wait until a long text is here and read. */
    static boolean holdsText() {
        return Clipboard.getSystemClipboard().hasString();
    }

    private static boolean isCondition(String text) {
        return text.length() <= LONGEST_CONDITION && Conditions.isOne(text);
    }

    private static String text() {
        String text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }

    private static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
