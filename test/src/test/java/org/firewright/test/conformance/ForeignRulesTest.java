package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Test;

/** Rules of the shapes that container engines and desktop firewalls make through iptables' nf_tables variant. */
@RequiresRoot
class ForeignRulesTest {
    private static final String RULES = """
            *nat
            :PREROUTING ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            :BOXES - [0:0]
            -A PREROUTING -m addrtype --dst-type LOCAL -j BOXES
            -A POSTROUTING -s 172.30.0.0/16 ! -o box0 -j MASQUERADE
            -A BOXES ! -i box0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.30.0.2:80
            COMMIT
            *filter
            :INPUT DROP [0:0]
            :guests - [0:0]
            -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A INPUT -p tcp -m multiport --dports 22,80 -m comment --comment "doors" -j guests
            -A INPUT -m limit --limit 3/min --limit-burst 10 -j LOG --log-prefix "[BLOCK] "
            -A INPUT -p udp -m udp --dport 67 -j ACCEPT
            -A INPUT -j REJECT --reject-with icmp-host-prohibited
            -A guests -m recent --update --seconds 30 --hitcount 6 --name DEFAULT --rsource -j DROP
            -A guests -m mark --mark 0x1/0xff -j MARK --set-xmark 0x2/0xff
            COMMIT
            """;

    @Test
    void comeWholeWithTheirExtensionsNamed() throws IOException {
        try (NftSession session = new NftSession()) {
            session.namespace().exec(RULES, "iptables-nft-restore");

            String text = RulesetText.of(session.snapshot().tables(), session.style());

            assertThat(text).doesNotContain("[unknown").contains("xt match \"recent\"", "jump guests", "udp dport 67");
            assertThat(text.lines().filter(line -> line.contains("counter packets")))
                    .hasSize(10);
            session.raw((what, message) -> assertThat(
                            Codec.listed(Codec.read(message)).toHex())
                    .as(what)
                    .isEqualTo(message.content(4).toHex()));
        }
    }
}
