package org.firewright.ui.parts;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Colours of text in nft's notation, as style classes of its characters. */
public final class NftStyles {
    private static final Pattern NFT = Pattern.compile("(?<comment>#[^\\n]*)|(?<text>\"[^\"\\n]*\")"
            + "|(?<verdict>\\b(drop|accept|reject|queue|return|continue|jump|goto)\\b)"
            + "|(?<word>\\b(table|chain|set|map|flowtable|elements|flags|type|typeof|hook|priority|policy|counter"
            + "|packets|bytes|quota|limit|rate|comment|bpf|pinned|xt|match|log|prefix|snat|dnat|masquerade|redirect"
            + "|add|update|rule|inet|ip|ip6|arp|bridge|netdev|tcp|udp|icmp|icmpv6|meta|ct|ether|vlan)\\b)"
            + "|(?<number>(?<![\\w.])[0-9][0-9a-fA-F:.x/]*(?![\\w.]))");

    private NftStyles() {}

    /** Styles for all of a text. */
    public static StyleSpans<Collection<String>> of(String text) {
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        Matcher matcher = NFT.matcher(text);
        int end = 0;
        while (matcher.find()) {
            spans.add(List.of(), matcher.start() - end);
            spans.add(List.of(kind(matcher)), matcher.end() - matcher.start());
            end = matcher.end();
        }
        spans.add(List.of(), text.length() - end);
        return spans.create();
    }

    private static String kind(Matcher matcher) {
        if (matcher.group("comment") != null) {
            return "nft-comment";
        }
        if (matcher.group("text") != null) {
            return "word-text";
        }
        if (matcher.group("verdict") != null) {
            return "nft-" + matcher.group();
        }
        return matcher.group("word") != null ? "word-logic" : "word-number";
    }
}
