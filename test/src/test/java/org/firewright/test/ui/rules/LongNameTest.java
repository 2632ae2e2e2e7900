package org.firewright.test.ui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.TableRow;
import javafx.scene.text.Text;
import org.firewright.test.ui.Display;
import org.firewright.ui.Theme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule's name that is wider than its column stands in as many lines as it needs. */
@Tag("ui")
class LongNameTest {
    private static final String NAME = "Web from Germany over IPv6";

    @TempDir
    Path folder;

    @Test
    void aNameOfTwoLinesIsShownWhole() throws Exception {
        String yaml = """
                firewright: 1
                name: Long
                policies:
                  edge:
                    hook: forward
                    default: accept
                    rules:
                      - name: %s
                        when: tcp.dstport == 443
                        action: count
                targets:
                  lab1:
                    acme: edge
                """.formatted(NAME);
        try (RulesWindow rules = RulesWindow.open(folder, yaml, Theme.LIGHT)) {
            TableRow<?> row = rules.row(1);
            Display.until("the name is shown", 20, () -> !shown(row).isEmpty());
            assertThat(Display.onFx(() -> shown(row))).isEqualTo(NAME);
        }
    }

    /** What is drawn, with dots where it is cut. */
    private static String shown(TableRow<?> row) {
        return row.lookup(".table-cell.rule-name").lookup(".text") instanceof Text text ? text.getText() : "";
    }
}
