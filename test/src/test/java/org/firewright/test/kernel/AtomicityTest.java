package org.firewright.test.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.firewright.test.kernel.Samples.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.nftables.Batch;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.RulesetEncoder;
import org.firewright.agent.nftables.TableState;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A ruleset with native matches, sets and programs is there as a whole or not at all, whoever looks and when. */
@Tag("kernel")
@RequiresRoot
class AtomicityTest {
    private static final String MISSING = "/sys/fs/bpf/fwt-kernel-not-there";
    private static final int RULES = 40;
    private static final int COMMITS = 300;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("kernel");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @Test
    void missingPinInTheLastRuleChangesNothing() throws Exception {
        try (PinnedProgram program = PinnedProgram.returning(1)) {
            rules.commit(complete("a", program.path()), rules.generation());
            TableState before = rules.read(false);
            String listed = namespace.nft("-a", "list", "ruleset");

            assertThatThrownBy(() -> rules.commit(failing(program.path()), rules.generation()))
                    .isInstanceOfSatisfying(ProblemException.class, e -> {
                        assertThat(e.problem().kind()).isEqualTo(Problem.Kind.NOT_FOUND);
                        assertThat(e.problem().place())
                                .isEqualTo(new Place(namespace.name(), RULES, "Rule " + RULES, 3));
                    });

            assertThat(rules.read(false)).isEqualTo(before);
            assertThat(namespace.nft("-a", "list", "ruleset")).isEqualTo(listed);
        }
    }

    @Test
    void readerNeverSeesHalfOfARuleset() throws Exception {
        try (PinnedProgram program = PinnedProgram.returning(1);
                NamespaceRules reader = NamespaceRules.open(namespace.name(), namespace.file())) {
            rules.commit(complete("a", program.path()), rules.generation());
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger pictures = new AtomicInteger();
            AtomicReference<Throwable> fault = new AtomicReference<>();
            Thread polling = Thread.ofPlatform().start(() -> {
                while (!done.get() && fault.get() == null) {
                    try {
                        if (isComplete(reader)) {
                            pictures.incrementAndGet();
                        }
                    } catch (Throwable e) {
                        fault.set(e);
                    }
                }
            });
            int failures = 0;
            for (int i = 0; i < COMMITS || pictures.get() < 20; i++) {
                assertThat(fault.get()).isNull();
                rules.commit(complete(i % 2 == 0 ? "b" : "a", program.path()), rules.generation());
                if (i % 3 == 0) {
                    long before = rules.generation();
                    assertThatThrownBy(() -> rules.commit(failing(program.path()), before))
                            .isInstanceOf(ProblemException.class);
                    assertThat(rules.generation()).isEqualTo(before);
                    failures++;
                }
            }
            done.set(true);
            polling.join();

            assertThat(fault.get()).isNull();
            assertThat(failures).isPositive();
        }
    }

    /** Whether a picture could be taken between two commits; AssertionError when it is not one whole ruleset. */
    private static boolean isComplete(NamespaceRules reader) throws ProblemException {
        TableState state;
        try {
            state = reader.read(false);
        } catch (ProblemException e) {
            if (e.problem().kind() == Problem.Kind.CONFLICT) {
                return false; // changed during every try; a reader says so rather than show a mixture
            }
            throw e;
        }
        String variant = state.stamp().digest();
        assertThat(state.rules())
                .extracting(RuleState::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, RULES)
                        .mapToObj(number -> variant + "-" + number)
                        .toList());
        return true;
    }

    private Batch complete(String variant, String pin) throws ProblemException {
        Stamp stamp = new Stamp(variant, "perimeter", "ada", 1);
        return RulesetEncoder.encode(ruleset(namespace.name(), rules(variant)), stamp, list -> pin);
    }

    /** A ruleset in which only the last rule's program is missing. */
    private Batch failing(String pin) throws ProblemException {
        AtomicInteger calls = new AtomicInteger();
        Stamp stamp = new Stamp("c", "perimeter", "ada", 1);
        return RulesetEncoder.encode(
                ruleset(namespace.name(), rules("c")), stamp, list -> calls.incrementAndGet() == RULES ? MISSING : pin);
    }

    private static List<Rule> rules(String variant) {
        List<Rule> rules = new ArrayList<>();
        for (int number = 1; number <= RULES; number++) {
            rules.add(new Rule(
                    variant + "-" + number,
                    number,
                    "Rule " + number,
                    List.of(TCP, is(PORT, port(number), port(number + 1000)), LISTED),
                    Verdict.ACCEPT));
        }
        return rules;
    }
}
