package org.firewright.ui.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.firewright.expression.Expression;
import org.firewright.expression.ExpressionError;
import org.firewright.expression.Expressions;
import org.firewright.expression.Field;
import org.firewright.expression.Parsed;
import org.firewright.expression.ValueType;
import org.firewright.ui.Texts;

/** More than so many packets in so many seconds, counted by the values of a field. */
final class RateForm extends ChipForm {
    private final String when;
    private final Conditions.Place place;
    private final boolean not;
    private final ComboBox<String> key = new ComboBox<>();
    private final TextField packets = new TextField();
    private final TextField seconds = new TextField();

    RateForm(String when, Conditions.Place place, Expression.Rate rate, boolean not) {
        this.when = when;
        this.place = place;
        this.not = not;
        key.getItems()
                .setAll(Arrays.stream(Field.values())
                        .filter(field -> field.type() == ValueType.ADDRESS || field == rate.key())
                        .map(Field::text)
                        .toList());
        key.setValue(rate.key().text());
        packets.setId("rate-packets");
        packets.setText(Long.toString(rate.packets()));
        seconds.setId("rate-seconds");
        seconds.setText(Long.toString(rate.seconds()));
        packets.setPrefColumnCount(6);
        seconds.setPrefColumnCount(4);
        key.valueProperty().addListener(observable -> check());
        packets.textProperty().addListener(observable -> check());
        seconds.textProperty().addListener(observable -> check());
        HBox figures = new HBox(words("editor.chip.rate.over"), packets, words("editor.chip.rate.in"), seconds);
        figures.getStyleClass().add("chip-head");
        HBox by = new HBox(words("editor.chip.rate.by"), key);
        by.getStyleClass().add("chip-head");
        put(figures, by);
    }

    private static Label words(String text) {
        Label label = new Label(Texts.text(text));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Parsed parsed() {
        return Expressions.parse((not ? "not " : "") + "rate(" + key.getValue() + ", "
                + packets.getText().strip() + ", " + seconds.getText().strip() + ")");
    }

    private void check() {
        fault(
                parsed() instanceof Parsed.Invalid(List<ExpressionError> errors)
                        ? errors.getFirst().sentence()
                        : "");
    }

    @Override
    Optional<String> written() {
        return Conditions.replace(when, place, parsed());
    }

    @Override
    Node first() {
        return packets;
    }
}
