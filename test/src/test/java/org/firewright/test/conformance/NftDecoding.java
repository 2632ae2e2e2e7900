package org.firewright.test.conformance;

import java.util.List;
import java.util.Map;
import org.firewright.agent.nftables.Snapshot;
import org.firewright.agent.nftables.text.RulesetText;

/** What nft adds, printed by us, against what nft lists. */
final class NftDecoding {
    private NftDecoding() {}

    static NftResult compare(NftSession session, NftCorpus.Text text) {
        NftResult result = new NftResult();
        session.flush();
        session.load(text, result.refused);
        Snapshot snapshot = session.snapshot();
        blocks(result, text.name(), session.list(), RulesetText.of(snapshot.tables(), session.style()));
        blocks(
                result,
                text.name() + " -s",
                session.list("-s"),
                RulesetText.of(snapshot.tables(), session.style().withoutCounters()));
        return result;
    }

    static void blocks(NftResult result, String name, String nft, String ours) {
        Map<String, String> expected = NftListing.blocks(nft);
        Map<String, String> actual = NftListing.blocks(ours);
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
