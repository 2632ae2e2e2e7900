package org.firewright.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an editor asks of texts that are being typed: colours, proposals, help. */
class EditorTest {
    private static final Vocabulary VOCABULARY =
            new Vocabulary(Map.of("ipsum", "120,430 addresses", "germany6", ""), List.of("eth0", "wan"));

    @Test
    void everyPieceHasAKindAlsoInABrokenText() {
        String text = "ip.src in $ipsum && not (tcp.dstport == 22..\n bit_slice(tcp, 0, 16) & 01:02 ip.scr ~ \"a";
        assertThat(Highlight.of(text).stream()
                        .map(piece -> piece.kind() + ":"
                                + text.substring(
                                        piece.span().offset(), piece.span().end()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo("FIELD:ip.src OPERATOR:in LIST:$ipsum LOGIC:&& LOGIC:not PUNCTUATION:( FIELD:tcp.dstport"
                        + " OPERATOR:== NUMBER:22 PUNCTUATION:.. FUNCTION:bit_slice PUNCTUATION:( HEADER:tcp"
                        + " PUNCTUATION:, NUMBER:0 PUNCTUATION:, NUMBER:16 PUNCTUATION:) OPERATOR:& TEXT:01:02"
                        + " UNKNOWN:ip.scr OPERATOR:~ UNKNOWN:\"a");
    }

    /** The bar is the caret; behind it the first proposals, or a dash where there is none. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
                    | ; ip.src ip.dst ip.src.country
                    tcp.d| ; tcp.dstport
                    dstport| ; tcp.dstport udp.dstport
                    ip.src i| ; in
                    ip.src | ; in == !=
                    tcp.dstport | ; in == !=
                    ip.src in | ; $germany6 $ipsum {}
                    ip.src in $i| ; $ipsum
                    tcp.dstport in | ; {}
                    tcp.dstport == | ; 20 21 22
                    tcp.dstport in {22 ss| ; 22 465 587
                    tcp.dstport in {22 | ; 20 21 22
                    tcp.dstport in {22|} ; 22
                    tcp.dstport in {x 22 | ; 20 21 22
                    ip.proto == | ; "tcp" "udp" "icmp"
                    ip.proto == "u| ; "udp" "udplite" "ipv6-route"
                    ct.state in {"new" "est| ; "established"
                    iif == | ; "eth0" "wan"
                    ip.src.country == germ| ; "DE"
                    tcp.payload contains | ; ""
                    sip | ; and or xor
                    sip a| ; and
                    (sip | ; and or xor
                    sip and | ; ip.src ip.dst ip.src.country
                    tcp.dprt == 1 and ip.sr| ; ip.src ip.src.country ip.src.asnum
                    not | ; ip.src ip.dst ip.src.country
                    bit_slice(| ; ip tcp udp
                    bit_slice(tcp| ; tcp
                    bit_slice(tcp | ; ,
                    bit_slice(tcp, 0, 16) | ; in == !=
                    rate(| ; ip.src ip.dst ip.src.country
                    starts_with(tcp.payload | ; ,
                    ip.src == | ; -
                    """)
    void proposesWhatCouldStandThere(String text, String expected) {
        int caret = text.indexOf('|');
        Completion completion = Completion.at(text.replace("|", ""), caret, VOCABULARY);
        String first = completion.proposals().stream()
                .limit(3)
                .map(Completion.Proposal::text)
                .collect(Collectors.joining(" "));
        assertThat(first.isEmpty() ? "-" : first).isEqualTo(expected);
    }

    @Test
    void aProposalReplacesTheWholeWordAtTheCaret() {
        Completion completion = Completion.at("sip and\ntcp.dstp == 1", 12, VOCABULARY);
        assertThat(completion.replaced()).isEqualTo(new Span(8, 8, 2, 1));
        assertThat(completion.proposals())
                .first()
                .extracting(Completion.Proposal::text)
                .isEqualTo("tcp.srcport");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
                    ip.|src == 1.1.1.1 ; ip.src ; Source address, IPv4 or IPv6. An IP address. Operators: in == != < <= > >=
                    s|ip ; sip ; The UDP payload is a valid SIP message. True or false, so it stands alone.
                    ip.src in $i|psum ; $ipsum ; 120,430 addresses
                    ip.src in $germ|any6 ; $germany6 ; A list of addresses.
                    ip.src in $x| ; - ; -
                    ip.src in $|x ; $x ; There is no list of this name.
                    tcp.dstport in {2|2 80} ; 22 ; SSH.
                    ip.src in {10.0.0.0|/8} ; 10.0.0.0/8 ; From 10.0.0.0 to 10.255.255.255.
                    tcp.flags |& 2 ; & ; At least one of the bits of a mask is set.
                    sip |xor dns ; xor ; An odd number of the conditions holds. Binds tighter than or.
                    rat|e(ip.src, 1, 1) ; rate(field, packets, seconds) ; The packet is one more than so many in so many seconds of packets with the same address. Example: rate(ip.src, 100, 10)
                    sip | and dns ; - ; -
                    """)
    void explainsWhatIsPointedAt(String text, String title, String explanation) {
        int offset = text.indexOf('|');
        var found = Explanation.at(text.replace("|", ""), offset, VOCABULARY);
        assertThat(found.map(Explanation::title).orElse("-")).isEqualTo(title);
        assertThat(found.map(Explanation::text).orElse("-")).isEqualTo(explanation);
    }

    @Test
    void everyPlaceOfAnyTextHasAnAnswer() {
        Random random = new Random(11);
        List<String> pieces = List.of(
                "ip.src",
                " in ",
                "{",
                "}",
                "$ip",
                "$",
                "\"a",
                "\"",
                "22",
                "..",
                "(",
                ")",
                "not ",
                "and ",
                "tcp.dstport ",
                "== ",
                "bit_slice(",
                "\n",
                "é",
                "10.0.0.0/8 ",
                ", ",
                "rate(",
                "01-02");
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            for (int caret = 0; caret <= text.length(); caret++) {
                Completion completion = Completion.at(text.toString(), caret, VOCABULARY);
                assertThat(completion.replaced().offset()).isLessThanOrEqualTo(caret);
                assertThat(completion.replaced().end()).isBetween(caret, text.length());
                Explanation.at(text.toString(), caret, VOCABULARY)
                        .ifPresent(found -> assertThat(found.text()).isNotBlank());
            }
        }
    }
}
