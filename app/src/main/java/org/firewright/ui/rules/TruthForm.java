package org.firewright.ui.rules;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.ui.Texts;
import org.firewright.ui.parts.Toggles;

/** Something that is so, or is not: a fragment, a valid SIP message. */
final class TruthForm extends ChipForm {
    private final String when;
    private final Conditions.Place place;
    private final Expression condition;
    private final ToggleButton yes = new ToggleButton();
    private final ToggleButton no = new ToggleButton();

    TruthForm(String when, Conditions.Place place, Expression condition, boolean not) {
        this.when = when;
        this.place = place;
        this.condition = condition;
        ToggleGroup group = new ToggleGroup();
        Chip chip = Chip.of(condition);
        yes.setText((Texts.text("chip.is") + " " + chip.value()).strip());
        no.setText((Texts.text("chip.isnot") + " " + chip.value()).strip());
        yes.setId("truth-yes");
        no.setId("truth-no");
        yes.getStyleClass().add("left-pill");
        no.getStyleClass().add("right-pill");
        yes.setToggleGroup(group);
        no.setToggleGroup(group);
        group.selectToggle(not ? no : yes);
        Toggles.keepOne(group);
        Label subject = new Label(chip.subject());
        subject.getStyleClass().add("chip-subject");
        HBox head = new HBox(subject, new HBox(yes, no));
        head.getStyleClass().add("chip-head");
        if (condition instanceof Expression.Flag(Field field, var span)) {
            Label meaning = new Label(field.meaning());
            meaning.getStyleClass().add("muted");
            meaning.setWrapText(true);
            put(head, meaning);
        } else {
            put(head);
        }
    }

    @Override
    Optional<String> written() {
        Expression now = no.isSelected() ? new Expression.Not(condition, condition.span()) : condition;
        return Optional.of(Conditions.replace(when, place, now));
    }

    @Override
    Node first() {
        return no.isSelected() ? no : yes;
    }
}
