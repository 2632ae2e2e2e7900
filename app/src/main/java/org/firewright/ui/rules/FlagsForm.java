package org.firewright.ui.rules;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.firewright.expression.Field;
import org.firewright.ui.Texts;

/** The eight TCP flags of a rule: each press goes from any to set to not set. */
final class FlagsForm extends ChipForm {
    private final String when;
    private final Map<Field, Boolean> flags;
    private final FlowPane buttons = new FlowPane();

    FlagsForm(String when) {
        this.when = when;
        this.flags = new EnumMap<>(TcpFlags.of(when));
        Label head = new Label(Texts.text("editor.chip.flags"));
        head.getStyleClass().add("chip-subject");
        Label help = new Label(Texts.text("editor.chip.flags.help"));
        help.getStyleClass().add("muted");
        help.setWrapText(true);
        buttons.getStyleClass().add("flag-buttons");
        TcpFlags.ALL.forEach(field -> buttons.getChildren().add(button(field)));
        put(head, buttons, help);
    }

    private Button button(Field field) {
        Button button = new Button();
        button.setId("flag-" + field.text().substring("tcp.flags.".length()));
        button.getStyleClass().add("flag-button");
        show(button, field);
        button.setOnAction(event -> {
            Boolean now = flags.get(field);
            if (now == null) {
                flags.put(field, true);
            } else if (now) {
                flags.put(field, false);
            } else {
                flags.remove(field);
            }
            show(button, field);
        });
        return button;
    }

    private void show(Button button, Field field) {
        Boolean now = flags.get(field);
        String state = now == null ? "any" : now ? "set" : "unset";
        String name = field.text().substring("tcp.flags.".length()).toUpperCase(Locale.ROOT);
        button.setText(Texts.text("editor.chip.flag." + state, name));
        button.getStyleClass().removeAll("any", "set", "unset");
        button.getStyleClass().add(state);
    }

    @Override
    Optional<String> written() {
        return Optional.of(TcpFlags.with(when, flags));
    }

    @Override
    Node first() {
        int at = TcpFlags.ALL.stream()
                .filter(flags::containsKey)
                .findFirst()
                .map(TcpFlags.ALL::indexOf)
                .orElse(0);
        return buttons.getChildren().get(at);
    }
}
