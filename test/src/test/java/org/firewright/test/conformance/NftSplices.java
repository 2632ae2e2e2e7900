package org.firewright.test.conformance;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules that nobody wrote: rules of a corpus, some of them changed at random, one behind the other. What nft refuses is no
 * rule.
 */
final class NftSplices {
    private static final int LONGEST = 220;
    private static final Pattern TABLE = Pattern.compile("add table (\\S+) (\\S+)");
    private static final Pattern RULE = Pattern.compile("add rule \\S+ (\\S+) r\\d+ (.*)");

    /** A set, object or chain of the corpus, which a spliced rule does not have. */
    private static final Pattern FOREIGN =
            Pattern.compile("@(?!(?:ll|nh|th|ih),)\\w|name \"|\\b(?:jump|goto|flow)\\b|[;$]");

    /** What a rule ends with; nothing can stand behind most of it. */
    private static final Pattern END = Pattern.compile("\\s+(?:accept|drop|return|continue|queue|reject|log|masquerade"
            + "|redirect|snat|dnat|counter|limit|notrack|tproxy|dup|fwd)\\b.*");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:/@,\"-])\\d{1,9}(?![\\w.:/\"-])");
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+(?:/\\d+)?(?![\\w.-])");
    private static final Pattern BEFORE_VALUE = Pattern.compile("^((?:\\S+ ){1,2}\\S+) (?=[\\d{\"a-z])");
    private static final List<String> SIGNS = List.of("!=", "<", ">", "<=", ">=", "==");
    private static final List<String> SHAPES =
            List.of("%s-%s", "{ %s, %s }", "{ %s-%s }", "& %s == %s", "^ %s != %s", "| %s == %s");
    private static final int[] NUMBERS = {
        0, 1, 2, 3, 5, 7, 8, 15, 16, 22, 31, 32, 63, 64, 80, 127, 128, 255, 256, 443, 1023, 4095, 65534, 65535
    };
    private static final int[] LENGTHS = {0, 1, 8, 9, 15, 16, 24, 31, 32};

    private final Random random;

    private NftSplices(Random random) {
        this.random = random;
    }

    /**
     * Rules for each family that the corpus has rules for.
     *
     * @param corpus where they are taken from
     * @param count how many for each; about two of three are rules that nft takes
     */
    static Map<String, List<NftMade>> rules(List<NftCorpus.Text> corpus, int count, Random random) {
        NftSplices splices = new NftSplices(random);
        Map<String, List<NftMade>> rules = new LinkedHashMap<>();
        pools(corpus)
                .forEach((family, pool) -> rules.put(
                        family,
                        Stream.generate(() -> new NftMade("", splices.splice(pool)))
                                .limit(count)
                                .distinct()
                                .toList()));
        return rules;
    }

    private static Map<String, List<String>> pools(List<NftCorpus.Text> corpus) {
        Map<String, List<String>> pools = new LinkedHashMap<>();
        for (NftCorpus.Text text : corpus) {
            Map<String, String> families = new LinkedHashMap<>();
            for (String line : text.lines()) {
                Matcher table = TABLE.matcher(line);
                if (table.matches()) {
                    families.put(table.group(2), table.group(1));
                }
                Matcher rule = RULE.matcher(line);
                if (rule.matches()
                        && rule.group(2).length() <= LONGEST
                        && !FOREIGN.matcher(rule.group(2)).find()) {
                    pools.computeIfAbsent(families.get(rule.group(1)), family -> new ArrayList<>())
                            .add(rule.group(2));
                }
            }
        }
        return pools;
    }

    private String splice(List<String> pool) {
        int parts = 1 + random.nextInt(3);
        StringBuilder rule = new StringBuilder();
        for (int i = 1; i <= parts; i++) {
            String part = changed(pool.get(random.nextInt(pool.size())));
            rule.append(i == 1 ? "" : " ").append(i < parts ? END.matcher(part).replaceFirst("") : part);
        }
        return rule.toString();
    }

    private String changed(String rule) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> NUMBER.matcher(rule).replaceAll(number -> random.nextBoolean() ? number() : number.group());
            case 2 -> ADDRESS.matcher(rule).replaceFirst(this::address);
            case 3 -> BEFORE_VALUE.matcher(rule).replaceFirst("$1 " + SIGNS.get(random.nextInt(SIGNS.size())) + " ");
            case 4 -> NUMBER.matcher(rule).replaceFirst(this::shape);
            default -> rule;
        };
    }

    private String number() {
        return Integer.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    private String shape(MatchResult number) {
        long first = Long.parseLong(number.group());
        return SHAPES.get(random.nextInt(SHAPES.size())).formatted(first, first + 1 + random.nextInt(8));
    }

    private String address(MatchResult ignored) {
        return switch (random.nextInt(4)) {
            case 0 -> address();
            case 1 -> address() + "/" + LENGTHS[random.nextInt(LENGTHS.length)];
            case 2 -> address() + "-" + address();
            default -> "{ " + address() + ", " + address() + "/24 }";
        };
    }

    private String address() {
        return random.ints(4, 0, 256).mapToObj(Integer::toString).collect(joining("."));
    }
}
