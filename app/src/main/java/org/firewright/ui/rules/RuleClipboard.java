package org.firewright.ui.rules;

import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.firewright.policy.PolicyRule;

/** Rules to and from the system's clipboard, as text of a project's file, so that other programs can take part. */
final class RuleClipboard {
    private final RulesModel model;

    RuleClipboard(RulesModel model) {
        this.model = model;
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

    /** Puts the clipboard's rules behind those that are selected; nothing where it holds none. */
    void pasteRules() {
        model.paste(rules());
    }

    void duplicate() {
        model.paste(model.table().selectedRows().stream().map(RuleRow::rule).toList());
    }

    void copyNft() {
        put(RuleCopies.nft(model.table().selectedRows()));
    }

    void copyCommandLine() {
        put(RuleCopies.commandLine(
                model.table().selectedRows(), model.policyProperty().get().hook()));
    }

    boolean holdsRules() {
        return !rules().isEmpty();
    }

    private static List<PolicyRule> rules() {
        String text = Clipboard.getSystemClipboard().getString();
        return text == null ? List.of() : RuleCopies.rules(text);
    }

    private static void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
