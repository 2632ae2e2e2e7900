package org.firewright.ui.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.firewright.expression.Blocks;
import org.firewright.expression.Expression;
import org.firewright.expression.Field;

/** The TCP flags that a rule asks for, each set or not set, as one thing. */
final class TcpFlags {
    /** In the order of the header's byte, the highest bit first; RFC 9293, section 3.1. */
    static final List<Field> ALL = List.of(
            Field.TCP_FLAGS_CWR,
            Field.TCP_FLAGS_ECN,
            Field.TCP_FLAGS_URG,
            Field.TCP_FLAGS_ACK,
            Field.TCP_FLAGS_PUSH,
            Field.TCP_FLAGS_RESET,
            Field.TCP_FLAGS_SYN,
            Field.TCP_FLAGS_FIN);

    private TcpFlags() {}

    /** Whether the chip is one of those that this is about: a flag that has no alternatives. */
    static boolean isOne(String when, Conditions.Place place) {
        return Conditions.blocks(when)
                .map(blocks -> flag(blocks.blocks().get(place.block())).isPresent())
                .orElse(false);
    }

    /** Which flags have to be set (true) or not set (false). */
    static Map<Field, Boolean> of(String when) {
        Map<Field, Boolean> flags = new EnumMap<>(Field.class);
        for (Blocks.Block block :
                Conditions.blocks(when).orElse(new Blocks(List.of())).blocks()) {
            flag(block)
                    .ifPresent(field -> flags.put(field, !(block.alternatives().getFirst() instanceof Expression.Not)));
        }
        return flags;
    }

    /** The text with exactly these flags asked for, where the first of them stood. */
    static String with(String when, Map<Field, Boolean> wanted) {
        List<Blocks.Block> blocks = new ArrayList<>();
        int at = -1;
        for (Blocks.Block block : Conditions.blocks(when).orElseThrow().blocks()) {
            if (flag(block).isEmpty()) {
                blocks.add(block);
            } else if (at < 0) {
                at = blocks.size();
            }
        }
        List<Blocks.Block> flags = ALL.stream()
                .filter(wanted::containsKey)
                .map(field -> Conditions.single((wanted.get(field) ? "" : "not ") + field.text()))
                .map(condition -> new Blocks.Block(List.of(condition)))
                .toList();
        blocks.addAll(at < 0 ? blocks.size() : at, flags);
        return new Blocks(blocks).text();
    }

    private static Optional<Field> flag(Blocks.Block block) {
        Expression only =
                block.alternatives().size() == 1 ? block.alternatives().getFirst() : null;
        Expression inner = only instanceof Expression.Not not ? not.inner() : only;
        return inner instanceof Expression.Flag(Field field, var span) && ALL.contains(field)
                ? Optional.of(field)
                : Optional.empty();
    }
}
