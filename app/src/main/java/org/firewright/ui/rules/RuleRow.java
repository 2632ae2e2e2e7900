package org.firewright.ui.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.firewright.compile.CompiledRule;
import org.firewright.policy.Policy;
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

    /** By what a rule is known in the kernel. */
    private record Named(String policy, String rule) {}

    private final int index;
    private final Supplier<Policy> policy;
    private final ReadOnlyObjectWrapper<Content> content = new ReadOnlyObjectWrapper<>(this, "content");
    private Named named;
    private String id;
    private String read;
    private Optional<List<List<Chip>>> chips = Optional.empty();

    /** A row of the policy that is shown, whichever that is when it is asked. */
    RuleRow(int index, Supplier<Policy> policy, Content content) {
        this.index = index;
        this.policy = policy;
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

    /** The rule's identity in the kernel; a digest, so it is kept while the names stay. */
    public String id() {
        Named now = new Named(policy.get().name(), rule().name());
        if (!now.equals(named)) {
            named = now;
            id = policy.get().id(rule());
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
