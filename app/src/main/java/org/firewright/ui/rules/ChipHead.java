package org.firewright.ui.rules;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.firewright.expression.Field;
import org.firewright.ui.Texts;

/** The first line of a form: which field, compared how. */
final class ChipHead extends HBox {
    ChipHead(Supplier<ChipDraft> draft, Consumer<ChipDraft> changed) {
        getStyleClass().add("chip-head");
        ChipDraft first = draft.get();
        if (first.fields().isEmpty()) {
            Label subject = new Label(first.field() == null ? first.operand() : Chip.subject(first.field()));
            subject.getStyleClass().add("chip-subject");
            getChildren().add(subject);
        } else {
            ComboBox<Field> fields = box("editor.chip.field", Chip::subject);
            fields.getItems().setAll(first.fields());
            fields.setValue(first.field());
            fields.valueProperty()
                    .addListener((observable, before, now) ->
                            changed.accept(draft.get().with(now)));
            getChildren().add(fields);
        }
        ComboBox<ChipDraft.Operator> operators = box("editor.chip.operator", ChipDraft.Operator::label);
        operators.getItems().setAll(first.operators());
        operators.setValue(first.operator());
        operators
                .valueProperty()
                .addListener(
                        (observable, before, now) -> changed.accept(draft.get().with(now)));
        getChildren().add(operators);
    }

    /** A value in words. */
    interface Words<T> {
        String of(T value);
    }

    /** A choice that says in words what is chosen; the key is that of its name for screen readers. */
    static <T> ComboBox<T> box(String key, Words<T> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(key.replace('.', '-'));
        box.setAccessibleText(Texts.text(key));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.of(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("Nothing is typed here.");
            }
        });
        return box;
    }
}
