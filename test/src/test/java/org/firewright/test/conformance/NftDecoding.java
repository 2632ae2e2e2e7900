package org.firewright.test.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.firewright.agent.nftables.Snapshot;
import org.firewright.agent.nftables.text.RulesetText;

/** What nft adds, printed by us, against what nft lists. */
final class NftDecoding {
    /** A rule that a file of rules adds: its chain and its text. */
    private static final Pattern RULE = Pattern.compile("add rule \\S+ \\S+ (r\\d+) (.*)");

    private NftDecoding() {}

    static NftResult compare(NftSession session, NftCorpus.Text text) {
        NftResult result = new NftResult();
        session.flush();
        List<String> refused = new ArrayList<>();
        session.load(text, refused);
        Snapshot snapshot = session.snapshot();
        blocks(result, text.name(), session.list(), RulesetText.of(snapshot.tables(), session.style()));
        blocks(
                result,
                text.name() + " -s",
                session.list("-s"),
                RulesetText.of(snapshot.tables(), session.style().withoutCounters()));
        if (!refused.isEmpty()) {
            session.flush();
            if (text.ruleset()) {
                sentRuleset(result, session, text, refused);
            } else {
                sent(result, session, text, refused);
            }
        }
        return result;
    }

    /** A ruleset of which the kernel here does not take all: as nft sends it, it must read as it is written. */
    private static void sentRuleset(NftResult result, NftSession session, NftCorpus.Text text, List<String> refused) {
        try {
            NftResult sent = new NftResult();
            String ours = RulesetText.of(NftSent.tables(session, text.text()), session.style());
            if (!ours.isEmpty()) {
                blocks(sent, text.name() + " sent", text.text(), ours);
                if (text.canonical() || sent.different.isEmpty()) { // versions differ in how they list it
                    result.add(sent);
                    return;
                }
            }
        } catch (IOException e) {
            result.different.add(new NftDifference(text.name(), "", e.toString()));
        }
        result.refused.addAll(refused);
    }

    /** Rules that the kernel here does not take: as nft sends them they must read as they stand in the corpus. */
    private static void sent(NftResult result, NftSession session, NftCorpus.Text text, List<String> refused) {
        Map<String, String> sent;
        try {
            sent = NftSent.rules(session, text.text(), session.style());
        } catch (IOException e) {
            result.different.add(new NftDifference(text.name(), "", e.toString()));
            return;
        }
        for (String line : text.lines()) {
            Matcher rule = RULE.matcher(line);
            String ours = rule.matches() ? sent.get(rule.group(1)) : null;
            if (ours != null && refused.removeIf(refusal -> refusal.startsWith(text.name() + ": " + line + ": "))) {
                String expected = text.listed().getOrDefault(line, rule.group(2));
                if (text.canonical() || ours.equals(expected)) { // versions differ in how they list it
                    result.compare(text.name() + " sent " + rule.group(1), expected, ours);
                } else {
                    result.refused.add(text.name() + ": " + line + ": read as " + ours);
                }
            }
        }
        result.refused.addAll(refused);
    }

    static void blocks(NftResult result, String name, String nft, String ours) {
        Map<String, String> expected = NftListing.blocks(NftListing.ordered(nft));
        Map<String, String> actual = NftListing.blocks(NftListing.ordered(ours));
        expected.forEach((key, block) -> result.compare(name + " " + key.strip(), block, actual.getOrDefault(key, "")));
        actual.forEach((key, block) -> {
            if (!expected.containsKey(key)) {
                result.compare(name + " " + key.strip(), "", block);
            }
        });
        if (List.copyOf(expected.keySet()).equals(List.copyOf(actual.keySet()))) {
            result.agreed++;
        } else if (result.different.isEmpty()) {
            result.different.add(new NftDifference(
                    name + ": order",
                    expected.keySet().toString(),
                    actual.keySet().toString()));
        }
    }
}
