package org.firewright.agent.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Limit;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Verdict;

/** Whether a rule makes sense, with what is wrong said of its place. */
final class RuleCheck {
    private static final int MAX_CONDITIONS = 32;
    private static final int MAX_VALUES = 65_536;
    private static final int MAX_LOADS = 8;
    /** NFT_REG32_COUNT of linux/netfilter/nf_tables.h, four bytes each. */
    private static final int REGISTER_BYTES = 64;
    /** One load of the kernel fills at most NFT_REG_SIZE bytes. */
    private static final int MAX_LOAD = 16;
    /** struct nft_payload keeps the offset in eight bits. */
    private static final int MAX_OFFSET = 255;

    private static final long MAX_LIMIT = 0xffff_ffffL;
    /** A second, a minute, an hour, a day. */
    private static final Set<Long> LIMIT_SECONDS = Set.of(1L, 60L, 3_600L, 86_400L);

    private final Findings findings;
    private final Declared declared;
    private final String namespace;
    private final Rule rule;

    /** Digests of what a deployment declares. */
    record Declared(Set<String> lists, Set<String> programs) {}

    private RuleCheck(String namespace, Rule rule, Declared declared, Findings findings) {
        this.namespace = namespace;
        this.rule = rule;
        this.declared = declared;
        this.findings = findings;
    }

    /**
     * Notes what is wrong.
     *
     * @param declared what conditions may name
     * @param identities of the rules of this namespace so far; this one is added
     */
    static void check(String namespace, Rule rule, Declared declared, Map<String, Rule> identities, Findings findings) {
        RuleCheck check = new RuleCheck(namespace, rule, declared, findings);
        check.names(identities);
        if (findings.requireList(rule.conditions(), 0, MAX_CONDITIONS, check.place(0), "conditions")) {
            for (int i = 0; i < rule.conditions().size(); i++) {
                check.condition(rule.conditions().get(i), check.place(i + 1));
            }
        }
    }

    private Place place(int condition) {
        return new Place(namespace, Math.max(0, rule.number()), rule.name() == null ? "" : rule.name(), condition);
    }

    private void names(Map<String, Rule> identities) {
        Place place = place(0);
        findings.requireText(rule.name(), place, "A rule's name");
        findings.require(rule.number() > 0, place, "A rule's number counts from 1 on.");
        findings.require(rule.verdict() != null, place, "The rule has no verdict, or one that is not known.");
        findings.require(
                (rule.verdict() == Verdict.JUMP) == (rule.jump() != null),
                place,
                "A rule has a chain to jump to if that is its verdict, and only then.");
        findings.require(rule.limit() == null || isLimit(rule.limit()), place, "The rule's limit makes no sense.");
        if (findings.require(
                rule.id() != null && rule.id().matches("[A-Za-z0-9-]{1,36}"),
                place,
                "A rule's identity must be 1 to 36 letters, digits or hyphens.")) {
            Rule other = identities.putIfAbsent(rule.id(), rule);
            findings.require(other == null, place, "Another rule has the identity " + rule.id() + " too.");
        }
    }

    private static boolean isLimit(Limit limit) {
        return limit.amount() >= 1
                && limit.amount() <= MAX_LIMIT
                && limit.burst() >= 1
                && limit.burst() <= MAX_LIMIT
                && LIMIT_SECONDS.contains(limit.seconds());
    }

    private void condition(Condition condition, Place place) {
        switch (condition) {
            case Condition.InList in -> {
                findings.require(in.direction() != null, place, "The condition names no address of the packet.");
                findings.require(
                        in.list() != null && declared.lists().contains(in.list()),
                        place,
                        "The condition names a list that the deployment does not declare.");
            }
            case Condition.Match match -> match(match, place);
            case Condition.Masked masked -> masked(masked, place);
            case Condition.Rate rate -> {
                findings.require(rate.direction() != null, place, "The condition names no address of the packet.");
                findings.require(
                        rate.limit() != null
                                && isLimit(rate.limit())
                                && !rate.limit().bytes()
                                && rate.seconds() >= 1
                                && rate.seconds() <= MAX_LIMIT,
                        place,
                        "The condition's rate makes no sense.");
            }
            case Condition.Program program ->
                findings.require(
                        program.program() != null && declared.programs().contains(program.program()),
                        place,
                        "The condition names a program that the deployment does not declare.");
        }
    }

    private void masked(Condition.Masked masked, Place place) {
        if (findings.require(masked.load() != null, place, "The condition names no value of the packet.")) {
            match(new Condition.Match(List.of(masked.load()), masked.values(), masked.inverted()), place);
            findings.require(
                    isHex(masked.mask(), masked.load().length()), place, "A mask is not as long as the value.");
        }
    }

    private void match(Condition.Match match, Place place) {
        boolean readable = findings.requireList(match.loads(), 1, MAX_LOADS, place, "values to compare together")
                && findings.requireList(match.values(), 1, MAX_VALUES, place, "values to compare with");
        if (!readable) {
            return;
        }
        boolean loadable = true;
        int registers = 0;
        for (Load load : match.loads()) {
            loadable &= load(load, place);
            registers += loadable ? (load.length() + 3) / 4 * 4 : 0;
        }
        loadable &= findings.require(
                registers <= REGISTER_BYTES, place, "At most " + REGISTER_BYTES + " bytes can be compared together.");
        if (loadable) {
            values(match, place);
        }
    }

    private boolean load(Load load, Place place) {
        return switch (load) {
            case Load.ConnectionState ignored -> true;
            case Load.Meta meta -> findings.require(meta.key() != null, place, "The packet has no such property.");
            case Load.Payload payload ->
                findings.require(
                        payload.base() != null
                                && payload.offset() >= 0
                                && payload.offset() <= MAX_OFFSET
                                && payload.length() >= 1
                                && payload.length() <= MAX_LOAD,
                        place,
                        "A header's bytes are 1 to " + MAX_LOAD + " from 0 to " + MAX_OFFSET + " behind its start.");
        };
    }

    private void values(Condition.Match match, Place place) {
        int bytes = match.loads().stream().mapToInt(Load::length).sum();
        for (Interval value : match.values()) {
            if (!findings.require(
                    isHex(value.from(), bytes) && isHex(value.to(), bytes),
                    place,
                    "A value is not " + 2 * bytes + " lower-case hexadecimal digits.")) {
                return;
            }
            if (!findings.require(
                    ordered(match.loads(), value), place, "A value begins after it ends: " + value.from() + ".")) {
                return;
            }
        }
    }

    private static boolean isHex(String text, int bytes) {
        return text != null
                && text.length() == 2 * bytes
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Lower-case hexadecimal digits of equal length are ordered as the numbers are. */
    private static boolean ordered(List<Load> loads, Interval value) {
        int start = 0;
        for (Load load : loads) {
            int end = start + 2 * load.length();
            if (value.from().substring(start, end).compareTo(value.to().substring(start, end)) > 0) {
                return false;
            }
            start = end;
        }
        return true;
    }
}
