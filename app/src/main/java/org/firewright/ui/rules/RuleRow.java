package org.firewright.ui.rules;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.compile.CompiledRule;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;
import org.firewright.ui.model.Live;

/** A rule as the table shows it. */
public final class RuleRow {
    /**
     * What changes when the policy does.
     *
     * @param rule the rule
     * @param compiled what became of it, absent while the compiler has not come to it
     * @param problems those of this rule
     */
    public record Content(PolicyRule rule, Optional<CompiledRule> compiled, List<ProjectProblem> problems) {
        public Content {
            problems = List.copyOf(problems);
        }
    }

    private final int index;
    private final ReadOnlyObjectWrapper<Content> content = new ReadOnlyObjectWrapper<>(this, "content");
    private final ReadOnlyObjectWrapper<Live> live = new ReadOnlyObjectWrapper<>(this, "live");

    RuleRow(int index, Content content) {
        this.index = index;
        this.content.set(content);
    }

    /** Its place in the policy from 0 on. */
    public int index() {
        return index;
    }

    /** The rule now. */
    public PolicyRule rule() {
        return content.get().rule();
    }

    /** The rule and what became of it. */
    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /** Its counter in the chosen namespace; null where it is not in force there. */
    public ReadOnlyObjectProperty<Live> liveProperty() {
        return live.getReadOnlyProperty();
    }

    void show(Content now) {
        content.set(now);
    }

    void show(Live now) {
        live.set(now);
    }
}
