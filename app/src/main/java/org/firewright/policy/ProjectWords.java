package org.firewright.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.firewright.agent.api.Hook;

/** The words by which a project's file names hooks and actions. */
final class ProjectWords {
    static final Map<String, Hook> HOOKS = words(List.of(Hook.values()));
    static final Map<String, Action> ACTIONS = words(List.of(Action.values()));
    static final Map<String, Action> DEFAULTS = words(Arrays.asList(Action.ACCEPT, Action.DROP));

    private ProjectWords() {}

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Map<String, E> words(List<E> values) {
        return values.stream()
                .collect(Collectors.toMap(
                        ProjectWords::word, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }
}
