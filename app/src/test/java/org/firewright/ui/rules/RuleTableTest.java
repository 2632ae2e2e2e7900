package org.firewright.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTableTest {
    private final Models models = new Models();
    private final RuleTable table = models.table();

    @Test
    void theFirstRuleIsChosenWhenAPolicyIsSeen() {
        assertThat(table.chosenProperty().get().rule().name()).isEqualTo("Scans");
        models.choose("globex");
        assertThat(table.rows()).extracting(row -> row.rule().name()).containsExactly("Logins");
        assertThat(table.chosenProperty().get().rule().name()).isEqualTo("Logins");
    }

    @Test
    void aQueryHidesRowsAndForgetsNothing() {
        table.select(List.of(2));
        table.queryProperty().set("udp");
        assertThat(table.shown()).extracting(row -> row.rule().name()).containsExactly("Names");
        assertThat(table.selectedRows()).extracting(row -> row.rule().name()).containsExactly("Web");
        table.queryProperty().set("198.51.100.1");
        assertThat(table.shown())
                .as("rules that see the address")
                .extracting(RuleRow::index)
                .containsExactly(1, 2, 3);
        table.queryProperty().set("");
        assertThat(table.shown()).hasSize(4);
    }

    @Test
    void aRuleThatIsWantedIsSeenWhateverTheQueryHides() {
        table.queryProperty().set("udp");
        models.navigation.ruleProperty().set(2);
        assertThat(table.queryProperty().get()).isEmpty();
        assertThat(table.chosenProperty().get().index()).isEqualTo(2);
    }

    @Test
    void rowsStayTheSameObjectsWhileRulesChange() {
        RuleRow second = table.rows().get(1);
        models.rules.edit(second, "rename rule 2", "name", rule -> rule.withName("DNS"));
        assertThat(table.rows().get(1)).isSameAs(second);
        assertThat(second.rule().name()).isEqualTo("DNS");
        assertThat(second.contentProperty().get().compiled())
                .as("it is compiled again")
                .isPresent();
    }

    @Test
    void whatIsWrongStandsOnItsRow() {
        models.rules.edit(table.rows().get(1), "edit rule 2", "when", rule -> rule.withWhen("udp.dstprt == 53"));
        assertThat(table.rows().get(1).contentProperty().get().problems()).isNotEmpty();
        assertThat(table.rows().get(0).contentProperty().get().problems()).isEmpty();
    }

    @Test
    void whatIsSelectedAreRulesThatAreThere() {
        table.select(List.of(3, 1, 1, 9, -1));
        assertThat(table.selectedProperty().get()).containsExactly(1, 3);
        assertThat(table.chosenProperty().get().index()).as("that named first").isEqualTo(3);
    }

    @Test
    void countersOfAHostThatIsNotConnectedAreNone() {
        assertThat(table.live(table.rows().getFirst())).isEmpty();
        assertThat(table.minute(table.rows().getFirst())).isEmpty();
    }
}
