package org.firewright.agent.api;

import java.text.Normalizer;
import java.util.List;

/**
 * One rule with one counter: one rule in the kernel too. Only with a {@link Condition.Rate} it is one for each family
 * of addresses there, as {@link Family#of} says, which count together.
 *
 * @param id stable identity, 1 to 36 characters of [A-Za-z0-9-]; kept in the kernel as the rule's user data
 * @param number place in the policy from 1 on, as people count
 * @param name the rule's name, for people; kept in the kernel as the rule's comment, cut to 128 bytes
 * @param conditions all must hold; none means that every packet matches
 * @param limit holds for packets that meet the conditions, null where there is none
 * @param log whether packets that meet conditions and limit become lines of the kernel's log
 * @param verdict what then happens
 * @param jump name of a chain of the same ruleset that has no hook, with {@link Verdict#JUMP}; otherwise null
 */
public record Rule(
        String id,
        int number,
        String name,
        List<Condition> conditions,
        Limit limit,
        boolean log,
        Verdict verdict,
        String jump) {
    private static final int MAX_WORDS = 64;
    private static final char GAP = '_';

    /** A rule without limit and log. */
    public Rule(String id, int number, String name, List<Condition> conditions, Verdict verdict) {
        this(id, number, name, conditions, null, false, verdict);
    }

    /** A rule that does not jump. */
    public Rule(
            String id, int number, String name, List<Condition> conditions, Limit limit, boolean log, Verdict verdict) {
        this(id, number, name, conditions, limit, log, verdict, null);
    }

    /**
     * The name of its counter, an object of our table: the words of its name for people, and the id, in which there is no
     * {@code _}, so that no two rules have the same. What nft takes for a name: up to 106 letters, digits, {@code _} and
     * {@code -} (NFT_OBJ_MAXNAMELEN is 256), the first one a letter.
     */
    public String counter() {
        StringBuilder words = new StringBuilder();
        for (char letter : Normalizer.normalize(name, Normalizer.Form.NFKD).toCharArray()) {
            if (letter < 0x80 && Character.isLetterOrDigit(letter)) {
                words.append(letter);
            } else if (Character.getType(letter) != Character.NON_SPACING_MARK && !endsWithGap(words)) {
                words.append(GAP);
            }
        }
        words.setLength(Math.min(words.length(), MAX_WORDS));
        if (words.isEmpty() || !Character.isLetter(words.charAt(0))) {
            words.insert(0, words.isEmpty() ? "rule" : "rule_");
        }
        return words.append(endsWithGap(words) ? "" : "_").append(id).toString();
    }

    private static boolean endsWithGap(StringBuilder words) {
        return words.isEmpty() || words.charAt(words.length() - 1) == GAP;
    }
}
