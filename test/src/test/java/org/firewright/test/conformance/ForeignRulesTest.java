package org.firewright.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.firewright.agent.nftables.model.Codec;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.test.RequiresRoot;
import org.junit.jupiter.api.Test;

/** Rules that others' firewalls make, most of them through iptables' nf_tables variant: as their programs make them, or in their shapes. */
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

    /** What makes ufw's rules, with a copy of its settings so that those of the machine stay as they are. */
    private static final String UFW = """
            set -e
            copy=$(mktemp -d)
            trap 'umount /etc/ufw; rm -rf "$copy"' EXIT
            cp -a /etc/ufw/. "$copy"
            mount --bind "$copy" /etc/ufw
            ufw logging medium
            ufw allow 22/tcp
            ufw limit 2222/tcp
            ufw deny from 10.66.0.0/16 to any port 25
            ufw route allow in on eth0 out on d0
            ufw --force enable
            """;

    /** As a virtual network of machines has it: its own chains, forwarding both ways, translation, checksums of DHCP. */
    private static final String VIRTUAL_NETWORK = """
            *mangle
            :LIBVIRT_PRT - [0:0]
            -A POSTROUTING -j LIBVIRT_PRT
            -A LIBVIRT_PRT -o virbr9 -p udp -m udp --dport 68 -j CHECKSUM --checksum-fill
            COMMIT
            *nat
            :LIBVIRT_PRT - [0:0]
            -A POSTROUTING -j LIBVIRT_PRT
            -A LIBVIRT_PRT -s 172.31.9.0/24 -d 224.0.0.0/24 -j RETURN
            -A LIBVIRT_PRT -s 172.31.9.0/24 ! -d 172.31.9.0/24 -p tcp -j MASQUERADE --to-ports 1024-65535
            -A LIBVIRT_PRT -s 172.31.9.0/24 ! -d 172.31.9.0/24 -j MASQUERADE
            COMMIT
            *filter
            :LIBVIRT_FWI - [0:0]
            :LIBVIRT_FWO - [0:0]
            :LIBVIRT_FWX - [0:0]
            :LIBVIRT_INP - [0:0]
            -A INPUT -j LIBVIRT_INP
            -A FORWARD -j LIBVIRT_FWX
            -A FORWARD -j LIBVIRT_FWI
            -A FORWARD -j LIBVIRT_FWO
            -A LIBVIRT_INP -i virbr9 -p udp -m udp --dport 53 -j ACCEPT
            -A LIBVIRT_INP -i virbr9 -p tcp -m tcp --dport 67 -j ACCEPT
            -A LIBVIRT_FWI -d 172.31.9.0/24 -o virbr9 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A LIBVIRT_FWI -o virbr9 -j REJECT --reject-with icmp-port-unreachable
            -A LIBVIRT_FWO -s 172.31.9.0/24 -i virbr9 -j ACCEPT
            -A LIBVIRT_FWO -i virbr9 -j REJECT --reject-with icmp-port-unreachable
            -A LIBVIRT_FWX -i virbr9 -o virbr9 -j ACCEPT
            COMMIT
            """;

    /** As a firewall of zones has it: dispatch by interface and source, a chain for each step of each zone. */
    private static final String ZONES = """
            table inet zones {
                chain mangle_PREROUTING {
                    type filter hook prerouting priority mangle + 10; policy accept;
                    jump mangle_PREROUTING_ZONES
                }
                chain mangle_PREROUTING_ZONES {
                    iifname "eth0" goto mangle_PRE_home
                    goto mangle_PRE_public
                }
                chain mangle_PRE_home { jump mangle_PRE_home_log; jump mangle_PRE_home_allow; }
                chain mangle_PRE_home_log { }
                chain mangle_PRE_home_allow { ip protocol esp meta mark set 0x1 comment "tunnel"; }
                chain mangle_PRE_public { }
                chain nat_POSTROUTING {
                    type nat hook postrouting priority srcnat + 10; policy accept;
                    ip saddr 172.31.0.0/16 ip daddr != 172.31.0.0/16 masquerade
                }
                chain raw_PREROUTING {
                    type filter hook prerouting priority raw + 10; policy accept;
                    icmpv6 type { nd-router-advert, nd-neighbor-solicit } accept
                    meta nfproto ipv6 fib saddr . mark . iif oif missing drop
                }
                chain filter_INPUT {
                    type filter hook input priority filter + 10; policy accept;
                    ct state { established, related } accept
                    ct status dnat accept
                    iifname "lo" accept
                    ct state invalid drop
                    jump filter_INPUT_ZONES
                    reject with icmpx admin-prohibited
                }
                chain filter_INPUT_ZONES { goto filter_IN_public; }
                chain filter_IN_public {
                    tcp dport 22 accept
                    ip6 daddr fe80::/64 udp dport 546 accept
                    meta l4proto { icmp, ipv6-icmp } accept
                    icmp type echo-request limit rate 5/minute burst 5 packets log prefix "filter_IN_public_DROP: " drop
                    tcp dport 21 ct helper set "helper-ftp-tcp" accept
                }
                ct helper helper-ftp-tcp {
                    type "ftp" protocol tcp
                    l3proto inet
                }
                chain filter_FORWARD {
                    type filter hook forward priority filter + 10; policy accept;
                    ct state { established, related } accept
                    ip6 daddr { ::/96, ::ffff:0.0.0.0/96, 2002::/24, 2002:a00::/24 } log prefix "RFC3964: " reject with icmpv6 addr-unreachable
                    reject with icmpx admin-prohibited
                }
            }
            """;

    @Test
    void ufwsComeWhole() throws IOException {
        try (NftSession session = new NftSession()) {
            session.namespace().exec(UFW, "unshare", "--mount", "sh");

            String text = RulesetText.of(session.snapshot().tables(), session.style());

            assertThat(text)
                    .doesNotContain("[unknown")
                    .contains("chain ufw-user-input {", "chain ufw6-user-forward {", "ip saddr 10.66.0.0/16");
            assertThat(rules(text)).isEqualTo(rules(session.list())).isGreaterThan(100);
            everythingIsWrittenAgainAsItCame(session);
        }
    }

    @Test
    void virtualNetworksComeWhole() throws IOException {
        try (NftSession session = new NftSession()) {
            session.namespace().exec(VIRTUAL_NETWORK, "iptables-nft-restore");

            String text = RulesetText.of(session.snapshot().tables(), session.style());

            assertThat(text)
                    .doesNotContain("[unknown")
                    .contains("xt target \"CHECKSUM\"", "iifname \"virbr9\" oifname \"virbr9\"");
            assertThat(rules(text)).isEqualTo(rules(session.list())).isEqualTo(17);
            everythingIsWrittenAgainAsItCame(session);
        }
    }

    @Test
    void zonesComeAsNftListsThem() throws IOException {
        try (NftSession session = new NftSession()) {
            session.namespace().exec(ZONES, "nft", "-f", "-");

            assertThat(RulesetText.of(session.snapshot().tables(), session.style()))
                    .isEqualTo(session.list());
            everythingIsWrittenAgainAsItCame(session);
        }
    }

    private static long rules(String text) {
        return text.lines().filter(line -> line.contains("counter packets")).count();
    }

    private static void everythingIsWrittenAgainAsItCame(NftSession session) {
        session.raw(
                (what, message) -> assertThat(Codec.listed(Codec.read(message)).toHex())
                        .as(what)
                        .isEqualTo(message.content(4).toHex()));
    }

    @Test
    void comeWholeWithTheirExtensionsNamed() throws IOException {
        try (NftSession session = new NftSession()) {
            session.namespace().exec(RULES, "iptables-nft-restore");

            String text = RulesetText.of(session.snapshot().tables(), session.style());

            assertThat(text).doesNotContain("[unknown").contains("xt match \"recent\"", "jump guests", "udp dport 67");
            assertThat(text.lines().filter(line -> line.contains("counter packets")))
                    .hasSize(10);
            everythingIsWrittenAgainAsItCame(session);
        }
    }
}
