package org.firewright.ui.rules;

import java.util.Optional;
import java.util.Set;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Vocabulary;

/** Which form fits a condition. */
final class ChipForms {
    private static final Set<Field> CHOICES =
            Set.of(Field.IP_SRC_COUNTRY, Field.IP_DST_COUNTRY, Field.IP_GEOIP_COUNTRY, Field.IP_PROTO, Field.CT_STATE);

    private ChipForms() {}

    static ChipForm of(String when, Conditions.Place place, Expression condition, Vocabulary vocabulary) {
        if (TcpFlags.isOne(when, place)) {
            return new FlagsForm(when);
        }
        Optional<ChipDraft> draft = ChipDraft.of(condition);
        if (draft.isPresent()) {
            boolean choice = CHOICES.contains(draft.get().field());
            return choice
                    ? new ChoicesForm(when, place, draft.get(), vocabulary)
                    : new ValuesForm(when, place, draft.get(), vocabulary);
        }
        Expression inner = condition instanceof Expression.Not not ? not.inner() : condition;
        return inner instanceof Expression.Rate rate
                ? new RateForm(when, place, rate, condition instanceof Expression.Not)
                : new TruthForm(when, place, inner, condition instanceof Expression.Not);
    }
}
