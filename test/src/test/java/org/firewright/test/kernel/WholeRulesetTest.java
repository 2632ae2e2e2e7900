package org.firewright.test.kernel;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.RuleListing;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.TableListing;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.nftables.NamespaceRules;
import org.firewright.agent.nftables.Transaction;
import org.firewright.agent.nftables.model.Item;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.firewright.test.ScratchRules;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that is in a namespace, whoever made it, against what nft lists there. */
@Tag("kernel")
@RequiresRoot
class WholeRulesetTest {
    private static final String OTHERS = """
            table ip shop {
              counter visits { }
              set clerks { type ipv4_addr; flags interval; elements = { 10.1.0.0/16, 192.0.2.7 }; }
              chain in {
                type filter hook input priority filter; policy accept;
                iif lo counter accept comment "ourselves"
                ip saddr @clerks tcp dport { 22, 80 } counter name visits
                jump guests
              }
              chain guests { limit rate 5/second accept; }
            }
            table bridge floor { chain c { type filter hook forward priority 0; ether type arp drop; }; }
            """;

    /** NFPROTO_IPV4 of linux/netfilter.h and NETLINK_NETFILTER of linux/netlink.h. */
    private static final int IPV4 = 2;

    private static final int NETFILTER = 12;

    @AutoClose
    private final ScratchRules ours = ScratchRules.make("whole");

    private final ScratchNamespace namespace = ours.namespace();
    private final NamespaceRules rules = ours.rules();

    @Test
    void othersRulesComeAsNftListsThem() throws Exception {
        namespace.load(OTHERS);

        assertThat(rules.listing().text()).isEqualTo(namespace.nft("-t", "list", "ruleset"));
    }

    @Test
    void oursAreToldApartAndCarryTheirIds() throws Exception {
        namespace.load(OTHERS);
        Rule rule = new Rule("r-1", 1, "Nobody", List.of(), Verdict.ACCEPT);
        Chain chain = new Chain("output", Hook.OUTPUT, 0, Verdict.ACCEPT, List.of(rule));
        Stamp stamp = new Stamp("d", "p", "me", 1);
        ours.deploy(new Ruleset(namespace.name(), "p", "d", List.of(chain)), stamp);
        namespace.exec("", "bash", "-c", "echo > /dev/udp/127.0.0.1/9");

        RulesetListing listing = rules.listing();

        assertThat(listing.tables())
                .extracting(TableListing::family, TableListing::name, TableListing::ours)
                .containsExactlyInAnyOrder(
                        tuple("ip", "shop", false), tuple("bridge", "floor", false), tuple("inet", "firewright", true));
        RuleListing ours = rules(listing, "firewright").getFirst();
        assertThat(ours.id()).isEqualTo("r-1");
        assertThat(ours.line()).endsWith("# rule r-1");
        assertThat(ours.counter()).isEqualTo("Nobody_r-1");
        assertThat(ours.packets()).isPositive();
        assertThat(rules(listing, "shop").getFirst().id()).isEmpty();
        assertThat(rules(listing, "shop").getFirst().packets()).isPositive();
        // nft reads what we print, comments and all
        namespace.exec(listing.text(), "nft", "-c", "-f", "-");
    }

    @Test
    void namesThatAreNoTextAreKeptByteForByte() throws Exception {
        String name = "sh\uF7FFp"; // the byte 0xff, see Text
        Item table = new Item.Table(IPV4, name, 0, null, null, null, null, List.of());
        try (NetlinkSocket socket = NetlinkSocket.open(NETFILTER, namespace.file())) {
            assertThat(new Transaction().make(table).commit(socket, OptionalLong.empty()))
                    .isEmpty();
        }
        namespace.load("table ip shop { chain c { }; }");

        RulesetListing listing = rules.listing();

        assertThat(listing.tables()).extracting(TableListing::name).containsExactlyInAnyOrder(name, "shop");
        assertThat(listing.text()).contains("table ip sh\\xffp {");
        assertThat(namespace.nft("list", "tables")).contains("table ip sh\uFFFDp");
    }

    private static List<RuleListing> rules(RulesetListing listing, String table) {
        return listing.tables().stream()
                .filter(each -> each.name().equals(table))
                .flatMap(each -> each.blocks().stream())
                .map(BlockListing::rules)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'type ipv4_addr;', '10.%d.%d.1'",
        "'type ipv4_addr; flags interval;', '10.%d.%d.0/25'",
        "'type ipv4_addr; flags interval;', '10.%d.%d.0/24'",
        "'type ipv4_addr . inet_service; flags interval;', '10.%d.%d.0/24 . 1-5'",
        "'type ipv4_addr; flags timeout; timeout 1h;', '10.%d.%d.2'"
    })
    void elementsComeInPages(String type, String element) throws Exception {
        String elements = IntStream.range(0, 1000)
                .mapToObj(i -> element.formatted(i / 250, i % 250))
                .collect(joining(", "));
        namespace.load("table ip t { set s { " + type + " elements = { " + elements + " }; }; }");

        List<String> all = new ArrayList<>();
        ElementPage page;
        do {
            page = rules.elements(new ElementRequest(namespace.name(), "ip", "t", "s", all.size(), 300));
            all.addAll(page.elements());
        } while (page.more());

        assertThat(all).hasSize(1000).doesNotHaveDuplicates();
        assertThat(all.stream().map(each -> each.replaceAll(" expires .*", "")))
                .containsExactlyInAnyOrder(IntStream.range(0, 1000)
                        .mapToObj(i -> element.formatted(i / 250, i % 250))
                        .toArray(String[]::new));
    }

    @Test
    void aListingOfElementsGoesOnWhileTheRulesStayTheSame() throws Exception {
        String elements = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(joining(", "));
        namespace.load("table ip t { set s { type inet_service; elements = { " + elements + " }; }; }");
        List<String> first = page(0, 300).elements();
        List<String> second = page(300, 300).elements();

        assertThat(page(600, 300).elements()).hasSize(300).doesNotContainAnyElementsOf(first);
        assertThat(page(900, 300).more()).isFalse();
        assertThat(page(300, 300).elements()).as("an earlier page").isEqualTo(second);
        assertThat(page(800, 300).elements()).as("pages left out").hasSize(200);
        assertThat(page(2000, 300).elements()).as("behind the end").isEmpty();
        assertThat(page(0, 300).elements()).isEqualTo(first);

        long before = page(300, 300).generation();
        namespace.nft("add", "element", "ip", "t", "s", "{ 5000 }");
        ElementPage after = page(600, 1000);
        assertThat(after.generation()).isNotEqualTo(before);
        assertThat(after.elements()).hasSize(401);
    }

    private ElementPage page(long from, int count) throws ProblemException {
        return rules.elements(new ElementRequest(namespace.name(), "ip", "t", "s", from, count));
    }

    @Test
    void aSetThatIsNotThereIsTold() {
        assertThatThrownBy(() -> rules.elements(new ElementRequest(namespace.name(), "ip", "t", "s", 0, 1)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().kind()).isEqualTo(Problem.Kind.NOT_FOUND);
                    assertThat(e.problem().sentence()).contains("no set s in a table ip t");
                });
    }
}
