package org.firewright.ui.parts;

import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.util.StringConverter;
import org.firewright.ui.Texts;

/**
 * A whole number that is stepped or typed. What is typed holds with Enter or when the keyboard goes elsewhere; what is no
 * number in the range is refused with a sentence, and the number stays what it was.
 */
public final class NumberField {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int LONGEST = 9;

    private final Spinner<Integer> spinner;
    private final int least;
    private final int most;
    private final StringProperty refused;
    private final SpinnerValueFactory.IntegerSpinnerValueFactory values;

    /**
     * Makes a spinner one.
     *
     * @param spinner whose accessible text is its name
     * @param refused is told why a text is refused, and that none is by an empty text
     */
    public NumberField(Spinner<Integer> spinner, int least, int most, StringProperty refused) {
        this.spinner = spinner;
        this.least = least;
        this.most = most;
        this.refused = refused;
        values = new SpinnerValueFactory.IntegerSpinnerValueFactory(least, most);
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return value == null ? "" : value.toString();
            }

            @Override
            public Integer fromString(String text) {
                return number(text).orElse(values.getValue());
            }
        });
        spinner.setValueFactory(values);
        spinner.setEditable(true);
        spinner.getEditor().textProperty().addListener((observable, before, now) -> check(now));
        spinner.focusedProperty().addListener((observable, before, now) -> {
            if (!now) {
                spinner.getEditor().setText(values.getConverter().toString(values.getValue()));
            }
        });
    }

    /** The number. */
    public ObjectProperty<Integer> valueProperty() {
        return values.valueProperty();
    }

    private void check(String text) {
        boolean wrong = number(text).isEmpty();
        spinner.pseudoClassStateChanged(WRONG, wrong);
        refused.set(wrong ? Texts.text("number.refused", spinner.getAccessibleText(), least, most) : "");
    }

    private OptionalInt number(String text) {
        String typed = text.strip();
        if (!typed.matches("\\d{1," + LONGEST + "}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(typed);
        return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
