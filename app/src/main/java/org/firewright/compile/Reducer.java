package org.firewright.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.ListContent;
import org.firewright.expression.AddressRange;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;
import org.firewright.expression.IpAddress;
import org.firewright.expression.Operand;
import org.firewright.expression.Relation;
import org.firewright.expression.SetItem;
import org.firewright.expression.Span;
import org.firewright.expression.Suggestion;
import org.firewright.expression.Value;

/** Expressions to formulas, by the language's own meaning. */
final class Reducer {
    /** IFNAMSIZ of linux/if.h without the final zero. */
    private static final int LONGEST_NAME = 15;

    private final Map<String, Optional<ListContent>> lists;
    private final Map<String, ChosenList> chosen;
    private final TableConditions tables;
    private final Set<String> reasons = new LinkedHashSet<>();

    /**
     * Reduces expressions that name lists.
     *
     * @param chosen those for which is decided how they are held
     * @param tables what is known of addresses, empty where it could not be read
     */
    Reducer(
            Map<String, Optional<ListContent>> lists,
            Map<String, ChosenList> chosen,
            Map<AddressTable.Kind, Optional<AddressTable>> tables) {
        this.tables = new TableConditions(tables);
        this.lists = lists;
        this.chosen = chosen;
    }

    /** Why lists are held as they are that have been met since this was asked last. */
    List<String> takeReasons() {
        List<String> taken = List.copyOf(reasons);
        reasons.clear();
        return taken;
    }

    private Constraint lookup(Expression.InList in) throws Refusal {
        ListContent list = list(in);
        Condition.Direction direction = Constraints.direction(field(in.operand()));
        ChosenList choice = chosen.get(in.list());
        if (choice == null) {
            return new Constraint.OfList(direction, list, false);
        }
        reasons.add(choice.choice().why());
        return choice.choice().inRules()
                ? new Constraint.OfAddress(direction, choice.ranges())
                : new Constraint.OfList(direction, list, false);
    }

    Formula reduce(Expression expression) throws Refusal {
        return switch (expression) {
            case Expression.Comparison comparison
            when TableConditions.asks(comparison.operand()) -> tables.comparison(comparison);
            case Expression.InSet set when TableConditions.asks(set.operand()) -> tables.membership(set);
            case Expression.Comparison comparison -> Formula.of(comparison(comparison), comparison.span());
            case Expression.InSet set -> membership(set);
            case Expression.InList in -> Formula.of(lookup(in), in.span());
            case Expression.Flag flag -> Formula.of(flag(flag), flag.span());
            case Expression.Rate rate -> Formula.of(Rates.of(rate), rate.span());
            case Expression.Not not -> Formula.not(reduce(not.inner()));
            case Expression.Combination combination -> {
                List<Formula> parts = new ArrayList<>();
                for (Expression part : combination.parts()) {
                    parts.add(reduce(part));
                }
                yield Formula.combine(combination.logic(), parts);
            }
        };
    }

    private static Constraint comparison(Expression.Comparison comparison) throws Refusal {
        Relation relation = comparison.relation();
        return switch (comparison.value()) {
            case Value.Address(IpAddress address) ->
                Constraints.addresses(field(comparison.operand()), relation, address);
            case Value.Whole(long number) -> Constraints.numbers(quantity(comparison.operand()), relation, number);
            case Value.Text(String bytes) -> text(comparison.operand(), relation, bytes);
            case Value.Pattern(String bytes) -> text(comparison.operand(), relation, bytes);
            case Value.Variable ignored -> throw new IllegalStateException("Variables have values by now.");
        };
    }

    private static Constraint text(Operand operand, Relation relation, String bytes) throws Refusal {
        Field field = field(operand);
        return switch (field) {
            case IP_PROTO -> Constraints.protocols(relation, bytes);
            case IIF, OIF -> interfaceName(field, relation, bytes, operand.span());
            case CT_STATE ->
                relation == Relation.NOT_EQUAL ? states(bytes::equals).negated() : states(fits(relation, bytes));
            default ->
                relation == Relation.NOT_EQUAL
                        ? new Constraint.OfPayload(field, Relation.EQUAL, bytes, true)
                        : new Constraint.OfPayload(field, relation, bytes, false);
        };
    }

    private static Constraint interfaceName(Field field, Relation relation, String name, Span span) throws Refusal {
        boolean can = !name.isEmpty() && name.length() <= LONGEST_NAME;
        return switch (relation) {
            case EQUAL -> new Constraint.OfInterface(field, can ? List.of(name) : List.of(), false, false);
            case NOT_EQUAL -> new Constraint.OfInterface(field, can ? List.of(name) : List.of(), false, true);
            case STARTS_WITH ->
                name.isEmpty()
                        ? new Constraint.OfInterface(field, List.of(""), false, true) // any name but none
                        : new Constraint.OfInterface(field, can ? List.of(name) : List.of(), true, false);
            default ->
                throw new Refusal(
                        span,
                        "Names of interfaces are compared by nftables, which knows ==, !=, in and starts_with of them,"
                                + " but not " + relation.text() + ".",
                        "Name the interfaces: " + field.text() + " in {\"eth0\" \"eth1\"}.");
        };
    }

    private static Constraint.OfState states(Predicate<String> fits) {
        int states = Arrays.stream(States.values())
                .filter(state -> fits.test(state.text()))
                .mapToInt(States::bit)
                .sum();
        return new Constraint.OfState(states, false);
    }

    private static Predicate<String> fits(Relation relation, String bytes) {
        Pattern pattern = relation == Relation.MATCHES ? Pattern.compile(bytes) : null;
        return text -> Constraints.holds(relation, text, bytes, pattern);
    }

    private static Formula membership(Expression.InSet set) throws Refusal {
        List<AddressRange> addresses = new ArrayList<>();
        List<NumberSet.Range> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (SetItem item : set.items()) {
            switch (item) {
                case SetItem.Addresses(AddressRange range) -> addresses.add(range);
                case SetItem.Numbers(long from, long to) -> numbers.add(new NumberSet.Range(from, to));
                case SetItem.Text(Value.Text(String bytes)) -> texts.add(bytes);
                case SetItem.Variable ignored -> throw new IllegalStateException("Variables have values by now.");
            }
        }
        return switch (set.operand().type()) {
            case ADDRESS ->
                Formula.of(
                        new Constraint.OfAddress(
                                Constraints.direction(field(set.operand())), AddressSets.of(addresses)),
                        set.span());
            case NUMBER -> {
                Quantity quantity = quantity(set.operand());
                NumberSet values = NumberSet.of(quantity.max(), numbers);
                yield Formula.of(new Constraint.OfNumber(quantity, values, false), set.span());
            }
            case TEXT -> texts(field(set.operand()), texts, set.span());
            case FLAG -> throw new IllegalArgumentException("A flag is in no set.");
        };
    }

    private static Formula texts(Field field, List<String> texts, Span span) {
        return switch (field) {
            case IP_PROTO -> Formula.of(Constraints.protocols(texts::contains, false), span);
            case CT_STATE -> Formula.of(states(texts::contains), span);
            case IIF, OIF ->
                Formula.of(
                        new Constraint.OfInterface(
                                field,
                                texts.stream()
                                        .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                                        .distinct()
                                        .toList(),
                                false,
                                false),
                        span);
            default ->
                Formula.any(texts.stream()
                        .map(text -> Formula.of(new Constraint.OfPayload(field, Relation.EQUAL, text, false), span))
                        .toList());
        };
    }

    private static Constraint flag(Expression.Flag flag) throws Refusal {
        Field field = compiled(flag.field(), flag.span());
        return switch (field) {
            // RFC 9293, section 3.1, from the lowest bit on; RFC 3168 for the upper two.
            case TCP_FLAGS_FIN -> Constraints.tcpFlag(0);
            case TCP_FLAGS_SYN -> Constraints.tcpFlag(1);
            case TCP_FLAGS_RESET -> Constraints.tcpFlag(2);
            case TCP_FLAGS_PUSH -> Constraints.tcpFlag(3);
            case TCP_FLAGS_ACK -> Constraints.tcpFlag(4);
            case TCP_FLAGS_URG -> Constraints.tcpFlag(5);
            case TCP_FLAGS_ECN -> Constraints.tcpFlag(6);
            case TCP_FLAGS_CWR -> Constraints.tcpFlag(7);
            default -> new Constraint.OfFlag(field, false);
        };
    }

    private static Quantity quantity(Operand operand) throws Refusal {
        return switch (operand) {
            case Operand.OfField ignored -> new Quantity.OfField(field(operand));
            case Operand.BitSlice slice -> new Quantity.Slice(slice.header(), slice.start(), slice.end());
        };
    }

    private static Field field(Operand operand) throws Refusal {
        if (operand instanceof Operand.OfField(Field field, Span span)) {
            return compiled(field, span);
        }
        throw new IllegalArgumentException("Slices of headers are numbers.");
    }

    /** The field, unless nothing on a host can tell its value yet. */
    private static Field compiled(Field field, Span span) throws Refusal {
        return switch (field) {
            case SIP, DNS ->
                throw new Refusal(
                        span,
                        field.text() + " needs a matcher that reads whole messages, which this version does not have.",
                        "Test the ports of the protocol instead.");
            default -> field;
        };
    }

    private ListContent list(Expression.InList in) throws Refusal {
        Optional<ListContent> list = lists.get(in.list());
        if (list == null) {
            throw new Refusal(
                    in.listSpan(),
                    "There is no list named " + in.list() + ".",
                    Suggestion.question(in.list(), lists.keySet()));
        }
        return list.orElseThrow(() -> new Refusal(in.listSpan(), "The list " + in.list() + " could not be read.", ""));
    }
}
