package org.firewright.ui.rules;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.compile.CompiledRule;
import org.firewright.policy.PolicyRule;
import org.firewright.policy.ProjectProblem;

/** A place in the policy, and the rule that stands there now. */
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
    private String named;
    private String id;
    private String read;
    private Optional<List<List<Chip>>> chips = Optional.empty();

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

    /** The rule's identity in the kernel; a digest, so it is kept while the name stays. */
    public String id() {
        if (!rule().name().equals(named)) {
            named = rule().name();
            id = rule().id();
        }
        return id;
    }

    /** The chips of its text, kept while the text stays, as rows come and go while one scrolls; see {@link Chip#of}. */
    Optional<List<List<Chip>>> chips() {
        if (!rule().when().equals(read)) {
            read = rule().when();
            chips = Chip.of(read);
        }
        return chips;
    }

    /** The rule and what became of it. */
    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    void show(Content now) {
        if (!now.equals(content.get())) {
            content.set(now);
        }
    }
}
