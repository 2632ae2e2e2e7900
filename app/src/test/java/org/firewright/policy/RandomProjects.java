package org.firewright.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.firewright.agent.api.Hook;

/** Projects as nobody would write them: names that look like YAML, texts with quotes and line breaks. */
final class RandomProjects {
    private static final String[] PARTS = {
        "a",
        "Web",
        "true",
        "null",
        "~",
        "no",
        "1",
        "0x10",
        "1e3",
        "-",
        "- ",
        "#",
        " #",
        ": ",
        ":",
        "\"",
        "'",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "é",
        "日本",
        "😀",
        " ",
        "?",
        "=",
        "<<",
        ".",
        "ip.src",
        "2001:db8::/32",
        "$ipsum",
        "---",
        "..."
    };
    private static final String[] BREAKS = {"\n", "\t", "\r\n", "\u2028", "\u0085", "\n\n", "\u0007", "\ufeff"};

    private RandomProjects() {}

    static Project project(Random random, Path folder) {
        List<ListDefinition> lists = new ArrayList<>();
        for (String name : names(random, 3)) {
            String list = "l" + Math.floorMod(name.hashCode(), 1000);
            if (lists.stream().noneMatch(known -> known.name().equals(list))) {
                lists.add(new ListDefinition(list, Path.of("lists", list + ".txt")));
            }
        }
        List<Policy> policies = new ArrayList<>();
        names(random, 3).forEach(name -> policies.add(policy(random, name)));
        List<Policy> hooked = List.copyOf(policies);
        names(random, 2).stream()
                .filter(name ->
                        policies.stream().noneMatch(policy -> policy.name().equals(name)))
                .forEach(name ->
                        policies.add(Policy.group(name, policy(random, name).rules(), variables(random))));
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < (hooked.isEmpty() ? 0 : random.nextInt(5)); i++) {
            List<Policy> chosen = new ArrayList<>(hooked);
            Collections.shuffle(chosen, random);
            List<Policy> enforced = chosen.subList(0, random.nextInt(1, chosen.size() + 1));
            Map<String, String> variables = new LinkedHashMap<>();
            enforced.forEach(policy -> policy.variables().forEach((name, value) -> {
                if (random.nextBoolean()) {
                    variables.put(name, text(random) + "1");
                }
            }));
            List<String> named = enforced.stream().map(Policy::name).toList();
            targets.add(new Target("host" + i / 2, "ns " + i, named, variables));
        }
        return new Project(folder.toAbsolutePath(), name(random), lists, policies, targets, sources(random));
    }

    private static AddressSources sources(Random random) {
        return new AddressSources(
                random.nextBoolean() ? Optional.of(Path.of("lists", "in # " + random.nextInt(9))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Path.of("as: " + random.nextInt(9))) : Optional.empty());
    }

    static Policy policy(Random random, String name) {
        List<PolicyRule> rules = new ArrayList<>();
        names(random, 6).forEach(rule -> rules.add(rule(random, rule)));
        return new Policy(
                name,
                pick(random, Hook.values()),
                random.nextInt(3) * (random.nextInt() >> random.nextInt(32)),
                random.nextBoolean() ? Action.ACCEPT : Action.DROP,
                rules,
                variables(random));
    }

    private static Map<String, String> variables(Random random) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            variables.put("v" + random.nextInt(10), random.nextInt(100) + text(random));
        }
        return variables;
    }

    static PolicyRule rule(Random random, String name) {
        Action action = pick(random, Action.values());
        PolicyRule rule = new PolicyRule(name, text(random), action, random.nextBoolean(), text(random));
        return (action == Action.JUMP ? rule.withJump(name(random)) : rule)
                .withObserve(random.nextBoolean())
                .withLog(random.nextBoolean())
                .withLimit(random.nextBoolean() ? Optional.empty() : Optional.of(limit(random)));
    }

    private static RateLimit limit(Random random) {
        return new RateLimit(
                random.nextBoolean(),
                random.nextLong(1, RateLimit.MOST),
                pick(random, RateLimit.Unit.values()),
                pick(random, RateLimit.Period.values()),
                random.nextInt(3));
    }

    private static Set<String> names(Random random, int atMost) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            names.add(name(random));
        }
        return names;
    }

    static String name(Random random) {
        while (true) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                name.append(PARTS[random.nextInt(PARTS.length)]);
            }
            if (Names.isName(name.toString())) {
                return name.toString();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(
                    random.nextInt(8) == 0
                            ? BREAKS[random.nextInt(BREAKS.length)]
                            : PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
