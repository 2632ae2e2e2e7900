package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.firewright.agent.api.AddressRanges;
import org.firewright.policy.Action;
import org.firewright.policy.PolicyRule;
import org.junit.jupiter.api.Test;

class RuleFilterTest {
    private static final List<PolicyRule> RULES = List.of(
            rule("Bad actors", "ip.src in $bad and tcp.dstport == 22", Action.DROP),
            rule("Not from there", "not ip.src in {198.51.100.0/24}", Action.COUNT),
            rule("To the office", "ip.dst in {192.0.2.0/24}", Action.COUNT),
            rule("Web", "tcp.dstport in {80 443}", Action.ACCEPT),
            rule("All of the office", "ip.src in {192.0.2.0/24}", Action.DROP),
            rule("Rest", "", Action.COUNT));
    private static final Map<String, AddressRanges> LISTS =
            Map.of("bad", new AddressRanges(new int[] {0xc0000207, 0xc0000207}, new long[0]));

    @Test
    void wordsAreLookedForInNamesAndTexts() {
        assertThat(matching("OFFICE")).containsExactly(2, 4);
        assertThat(matching("$bad")).containsExactly(0);
        assertThat(matching("tcp drop")).containsExactly(0);
        assertThat(matching(" ")).hasSize(RULES.size());
    }

    @Test
    void anAddressAsksWhichRulesSeeIt() {
        assertThat(matching("192.0.2.7"))
                .as(
                        "in the list, not in 198.51.100.0/24, to the office, from the office; the rest sees it as destination")
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(matching("192.0.2.8")).as("not in the list").containsExactly(1, 2, 3, 4, 5);
        assertThat(matching("198.51.100.1")).containsExactly(3, 5);
        assertThat(matching("2001:db8::1")).containsExactly(1, 3, 5);
    }

    @Test
    void nothingIsSeenBehindARuleThatTakesEverything() {
        List<PolicyRule> rules = List.of(
                rule("Off", "", Action.DROP, false), rule("All", "", Action.DROP), rule("Late", "", Action.COUNT));
        assertThat(RuleFilter.matching("192.0.2.7", rules, Map.of()).stream().boxed())
                .containsExactly(0, 1);
    }

    private static List<Integer> matching(String query) {
        return RuleFilter.matching(query, RULES, LISTS).stream().boxed().toList();
    }

    private static PolicyRule rule(String name, String when, Action action) {
        return rule(name, when, action, true);
    }

    private static PolicyRule rule(String name, String when, Action action, boolean enabled) {
        return new PolicyRule(name, when, action, enabled, "");
    }
}
