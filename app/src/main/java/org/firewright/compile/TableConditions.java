package org.firewright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Span;
import org.firewright.expression.Value;
import org.firewright.iplist.Countries;

/** Conditions on countries and autonomous systems of addresses, as conditions on the numbers that tables have for them. */
final class TableConditions {
    private static final long HIGHEST_AS_NUMBER = 0xffff_ffffL;

    private final Map<AddressTable.Kind, Optional<AddressTable>> tables;

    TableConditions(Map<AddressTable.Kind, Optional<AddressTable>> tables) {
        this.tables = tables;
    }

    /** Whether the operand is one that tables tell. */
    static boolean asks(Operand operand) {
        return operand instanceof Operand.OfField(Field field, Span ignored)
                && switch (field) {
                    case IP_SRC_COUNTRY, IP_DST_COUNTRY, IP_GEOIP_COUNTRY, IP_SRC_ASNUM, IP_DST_ASNUM -> true;
                    default -> false;
                };
    }

    Formula comparison(Expression.Comparison comparison) throws Refusal {
        Relation relation = comparison.relation();
        if (relation == Relation.NOT_EQUAL) {
            Expression.Comparison equal = new Expression.Comparison(
                    comparison.operand(), Relation.EQUAL, comparison.value(), comparison.span());
            return Formula.not(comparison(equal));
        }
        List<Formula> either = new ArrayList<>();
        for (Quantity.OfTable quantity : quantities(comparison.operand())) {
            Constraint constraint = switch (comparison.value()) {
                case Value.Whole(long number) -> Constraints.numbers(quantity, relation, number);
                case Value.Text(String bytes) -> countries(quantity, relation, bytes);
                case Value.Pattern(String bytes) -> countries(quantity, relation, bytes);
                case Value.Variable ignored -> throw new IllegalStateException("Variables have values by now.");
                case Value.Address ignored -> throw new IllegalArgumentException("No table tells addresses.");
            };
            either.add(Formula.of(constraint, comparison.span()));
        }
        return Formula.any(either);
    }

    Formula membership(Expression.InSet set) throws Refusal {
        List<Formula> either = new ArrayList<>();
        for (Quantity.OfTable quantity : quantities(set.operand())) {
            List<NumberSet.Range> numbers = new ArrayList<>();
            List<String> codes = new ArrayList<>();
            for (SetItem item : set.items()) {
                switch (item) {
                    case SetItem.Numbers(long from, long to) -> numbers.add(new NumberSet.Range(from, to));
                    case SetItem.Text(Value.Text(String bytes)) -> codes.add(bytes);
                    case SetItem.Addresses ignored -> throw new IllegalArgumentException("No table tells addresses.");
                    case SetItem.Variable ignored -> throw new IllegalStateException("Variables have values by now.");
                }
            }
            Constraint constraint = quantity.kind() == AddressTable.Kind.COUNTRIES
                    ? countries(quantity, codes::contains)
                    : new Constraint.OfNumber(quantity, NumberSet.of(quantity.max(), numbers), false);
            either.add(Formula.of(constraint, set.span()));
        }
        return Formula.any(either);
    }

    private static Constraint countries(Quantity.OfTable quantity, Relation relation, String bytes) {
        Pattern pattern = relation == Relation.MATCHES ? Pattern.compile(bytes) : null;
        return countries(quantity, code -> Constraints.holds(relation, code, bytes, pattern));
    }

    private static Constraint countries(Quantity.OfTable quantity, Predicate<String> fits) {
        List<NumberSet.Range> numbers = Countries.numbers(fits)
                .mapToObj(number -> new NumberSet.Range(number, number))
                .toList();
        return new Constraint.OfNumber(quantity, NumberSet.of(quantity.max(), numbers), false);
    }

    /** One for each address that the field is of. */
    private List<Quantity.OfTable> quantities(Operand operand) throws Refusal {
        Operand.OfField asked = (Operand.OfField) operand;
        AddressTable.Kind kind = switch (asked.field()) {
            case IP_SRC_ASNUM, IP_DST_ASNUM -> AddressTable.Kind.AS_NUMBERS;
            default -> AddressTable.Kind.COUNTRIES;
        };
        ListContent table = table(asked, kind).content();
        long max = kind == AddressTable.Kind.COUNTRIES ? Countries.LAST : HIGHEST_AS_NUMBER;
        List<Condition.Direction> directions = switch (asked.field()) {
            case IP_SRC_COUNTRY, IP_SRC_ASNUM -> List.of(Condition.Direction.SOURCE);
            case IP_DST_COUNTRY, IP_DST_ASNUM -> List.of(Condition.Direction.DESTINATION);
            default -> List.of(Condition.Direction.SOURCE, Condition.Direction.DESTINATION);
        };
        return directions.stream()
                .map(direction -> new Quantity.OfTable(kind, direction, table, max))
                .toList();
    }

    private AddressTable table(Operand.OfField asked, AddressTable.Kind kind) throws Refusal {
        Optional<AddressTable> table = tables.get(kind);
        boolean countries = kind == AddressTable.Kind.COUNTRIES;
        if (table == null) {
            throw new Refusal(
                    asked.span(),
                    asked.field().text() + " needs to know the "
                            + (countries ? "countries" : "autonomous systems")
                            + " of addresses, and the project names nothing that tells them.",
                    countries
                            ? "Write \"countries: lists/countries\" into the project's file: a folder with a list of"
                                    + " networks for each country, named by its code, such as de.txt."
                            : "Write \"as-numbers: lists/as.txt\" into the project's file: a network and the number of"
                                    + " its autonomous system in each line.");
        }
        return table.orElseThrow(() -> new Refusal(
                asked.span(),
                "The " + (countries ? "countries" : "autonomous systems") + " of addresses could not be read.",
                ""));
    }
}
