package org.firewright.ui.rules;

import org.firewright.compile.CompiledRule;
import org.firewright.policy.HookFields;
import org.firewright.policy.Policy;
import org.firewright.ui.Texts;

/** What the editor says of a rule. */
final class RuleWords {
    private RuleWords() {}

    /** Where packets meet a policy: its hook, and its priority unless it is 0; or that it is a group. */
    static String hook(Policy policy) {
        if (policy.isGroup()) {
            return Texts.text("hook.group");
        }
        String hook = Texts.text("hook." + HookFields.word(policy.hook()));
        return policy.priority() == 0 ? hook : Texts.text("hook.priority", hook, policy.priority());
    }

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

    /** What the kernel gets for a rule, below a comment on it; empty while that is not known. */
    static String nft(RuleRow row, CompiledRule compiled, int rules) {
        if (row == null || compiled == null) {
            return "";
        }
        return compiled.nft().isEmpty()
                ? "# "
                        + Texts.text(
                                "copy.notdeployed", row.index() + 1, row.rule().name())
                : "# " + Texts.count("editor.kernel", rules - 1) + "\n" + compiled.nft();
    }
}
