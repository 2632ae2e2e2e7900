package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;
import org.firewright.agent.netlink.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden bytes, message by message; that the kernel and nft understand them is shown by the kernel tests. */
class RulesetEncoderTest {
    private static final Stamp STAMP = new Stamp("d1", "p", "me", 1);
    private static final Load PROTOCOL = new Load.Meta(Load.Key.L4PROTO);
    private static final Load SOURCE = new Load.Payload(Load.Base.NETWORK, 12, 4);
    private static final Load PORT = new Load.Payload(Load.Base.TRANSPORT, 2, 2);

    @Test
    void tableIsReplacedWhetherItWasThereOrNot() throws Exception {
        assertThat(dump(List.of()))
                .containsExactly(
                        "type 0a00 flags 0401 sequence 1 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: 00000000",
                        "type 0a02 flags 0001 sequence 2 port 0, 01000000",
                        "  1: \"firewright\"",
                        "type 0a00 flags 0401 sequence 3 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: 00000000",
                        "type 0a03 flags 0405 sequence 4 port 0, 01000000", // the last asks for the acknowledgement
                        "  1: \"firewright\"",
                        "  3: \"deployed\"",
                        "  12: 0017" + hex("tells what is in force\0") + "f0026431" + "f10170" + "f2026d65"
                                + "f3080000000000000001");
    }

    @Test
    void chainHasHookPriorityPolicyAndType() throws Exception {
        Chain chain = new Chain("guard", Hook.FORWARD, -5, Verdict.DROP, List.of());

        assertThat(dump(List.of(chain)).subList(8, 17))
                .containsExactly(
                        "type 0a03 flags 0401 sequence 4 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  3: \"guard\"",
                        "  7: \"filter\"",
                        "  5: 00000000",
                        "  4 {",
                        "    1: 00000002",
                        "    2: fffffffb",
                        "  }");
    }

    @Test
    void countersAreObjectsThatAreThereBeforeTheRules() throws Exception {
        List<Rule> rules = List.of(
                new Rule("id-1", 1, "Drop the rest!", List.of(), Verdict.DROP),
                new Rule("id-2", 2, "", List.of(), Verdict.COUNT));

        assertThat(dump(List.of(new Chain("guard", Hook.FORWARD, -5, Verdict.ACCEPT, rules))))
                .containsSubsequence(
                        "type 0a12 flags 0401 sequence 4 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: \"Drop_the_rest_id-1\"",
                        "  3: 00000001",
                        "  4 {",
                        "  }",
                        "type 0a12 flags 0401 sequence 5 port 0, 01000000",
                        "  2: \"rule_id-2\"",
                        "type 0a03 flags 0401 sequence 6 port 0, 01000000",
                        "  3: \"guard\"",
                        "type 0a06 flags 0c01 sequence 7 port 0, 01000000",
                        "      1: \"objref\"",
                        "        1: 00000001",
                        "        2: \"Drop_the_rest_id-1\"",
                        "type 0a06 flags 0c01 sequence 8 port 0, 01000000");
    }

    @Test
    void aChainThatDropsSaysSoOnceMoreBehindItsRules() throws Exception {
        Chain drops = new Chain("guard", Hook.FORWARD, -5, Verdict.DROP, List.of());
        Chain accepts = new Chain("guard", Hook.FORWARD, -5, Verdict.ACCEPT, List.of());
        assertThat(dump(List.of(drops)))
                .anySatisfy(line -> assertThat(line).contains("\"immediate\""))
                .anySatisfy(line -> assertThat(line).contains(hex("everything else\0") + "f10101"));
        assertThat(dump(List.of(accepts))).noneSatisfy(line -> assertThat(line).contains("\"immediate\""));
    }

    @Test
    void ruleWithNativeAndProgramMatch() throws Exception {
        Rule rule = new Rule(
                "id",
                1,
                "Hi",
                List.of(match(PROTOCOL, "06"), new Condition.InList(Condition.Direction.SOURCE, "ab", false)),
                Verdict.DROP);

        assertThat(rule(rule))
                .containsExactly(
                        "type 0a06 flags 0c01 sequence 6 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: \"c\"",
                        "  4 {",
                        "    1 {",
                        "      1: \"meta\"",
                        "      2 {",
                        "        2: 00000010",
                        "        1: 00000001",
                        "      }",
                        "    }",
                        "    1 {",
                        "      1: \"cmp\"",
                        "      2 {",
                        "        1: 00000001",
                        "        2: 00000000",
                        "        3 {",
                        "          1: 06",
                        "        }",
                        "      }",
                        "    }",
                        "    1 {",
                        "      1: \"match\"",
                        "      2 {",
                        "        1: \"bpf\"",
                        "        2: 00000001",
                        "        3: 0100" + "0000" + "00000000" + "2f70696e" + "00".repeat(516),
                        "      }",
                        "    }",
                        "    1 {",
                        "      1: \"objref\"",
                        "      2 {",
                        "        1: 00000001",
                        "        2: \"Hi_id\"",
                        "      }",
                        "    }",
                        "    1 {",
                        "      1: \"immediate\"",
                        "      2 {",
                        "        1: 00000000",
                        "        2 {",
                        "          2 {",
                        "            1: 00000000",
                        "          }",
                        "        }",
                        "      }",
                        "    }",
                        "  }",
                        "  7: 0003486900" + "f0026964");
    }

    @Test
    void severalValuesAreASetInItsOwnMessagesBeforeTheRule() throws Exception {
        Condition ports = new Condition.Match(
                List.of(PORT), List.of(new Interval("0050", "0050"), new Interval("0400", "07ff")), true);

        assertThat(counting(ports).subList(0, 42))
                .containsExactly(
                        "type 0a09 flags 0401 sequence 6 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: \"__set1\"",
                        "  3: 00000007",
                        "  4: 0000000d",
                        "  5: 00000002",
                        "  10: 00000001",
                        "type 0a0c flags 0401 sequence 7 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: \"__set1\"",
                        "  4: 00000001",
                        "  3 {",
                        "    1 {",
                        "      1 {",
                        "        1: 0050",
                        "      }",
                        "    }",
                        "    2 {",
                        "      3: 00000001",
                        "      1 {",
                        "        1: 0051",
                        "      }",
                        "    }",
                        "    3 {",
                        "      1 {",
                        "        1: 0400",
                        "      }",
                        "    }",
                        "    4 {",
                        "      3: 00000001",
                        "      1 {",
                        "        1: 0800",
                        "      }",
                        "    }",
                        "  }",
                        "type 0a06 flags 0c01 sequence 8 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: \"c\"",
                        "  4 {",
                        "    1 {",
                        "      1: \"payload\"",
                        "      2 {");
    }

    @Test
    void concatenationTellsItsFieldsAndPadsThem() throws Exception {
        Condition both = new Condition.Match(
                List.of(SOURCE, PORT), List.of(new Interval("0a0000000050", "0aff00000060")), false);

        assertThat(counting(both).subList(3, 34))
                .containsExactly(
                        "  3: 00000087",
                        "  4: 000001cd", // ipv4_addr . inet_service
                        "  5: 00000008",
                        "  10: 00000001",
                        "  9 {",
                        "    1: 00000001",
                        "    2 {",
                        "      1 {",
                        "        1: 00000004",
                        "      }",
                        "      1 {",
                        "        1: 00000002",
                        "      }",
                        "    }",
                        "  }",
                        "type 0a0c flags 0401 sequence 7 port 0, 01000000",
                        "  1: \"firewright\"",
                        "  2: \"__set1\"",
                        "  4: 00000001",
                        "  3 {",
                        "    1 {",
                        "      1 {",
                        "        1: 0a00000000500000",
                        "      }",
                        "      10 {",
                        "        1: 0aff000000600000",
                        "      }",
                        "    }",
                        "  }",
                        "type 0a06 flags 0c01 sequence 8 port 0, 01000000",
                        "  1: \"firewright\"");
    }

    @Test
    void frameAsksToApplyAndGuardsTheGeneration() throws Exception {
        Batch batch = encode(List.of());

        List<String> guarded = MessageDump.of(batch.transaction().framed(OptionalLong.of(0xFFFFFFF0L), true));
        assertThat(guarded.subList(0, 2))
                .containsExactly("type 0010 flags 0001 sequence 0 port 0, 0000000a", "  1: fffffff0");
        assertThat(guarded.getLast()).isEqualTo("type 0011 flags 0001 sequence 5 port 0, 0000000a");

        List<String> dry = MessageDump.of(batch.transaction().framed(OptionalLong.empty(), false));
        assertThat(dry.subList(0, 2))
                .containsExactly(
                        "type 0010 flags 0001 sequence 0 port 0, 0000000a",
                        "type 0a00 flags 0401 sequence 1 port 0, 01000000");
        assertThat(dry).noneMatch(line -> line.startsWith("type 0011"));
    }

    @Test
    void sameRulesetGivesTheSameBytes() throws Exception {
        Chain chain = new Chain("c", Hook.INPUT, 0, Verdict.ACCEPT, List.of());

        assertThat(dump(List.of(chain))).isEqualTo(dump(List.of(chain)));
    }

    @Test
    void manyValuesAreChunkedBelow64Kib() throws Exception {
        List<Interval> values = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String bytes = String.format("%08x", 2 * i);
            values.add(new Interval(bytes, String.format("%08x", 2 * i + (i % 2))));
        }
        List<String> lines = counting(new Condition.Match(List.of(SOURCE), values, false));

        List<String> headers =
                lines.stream().filter(line -> line.startsWith("type 0a0c")).toList();
        assertThat(headers).hasSizeGreaterThan(10);
        // No message starts with the end of an interval, whose start would be in the one before.
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("type 0a0c")) {
                assertThat(lines.get(i + 6)).isEqualTo("      1 {"); // a flag would come first
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1x", "quote\"", "über"})
    void chainNamesThatNftCannotWriteAreRefused(String name) {
        Chain chain = new Chain(name, Hook.INPUT, 0, Verdict.ACCEPT, List.of());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> encode(List.of(chain)))
                .satisfies(e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.REQUEST));
    }

    @Test
    void senselessConditionIsRefusedWithItsPlace() {
        Rule rule = new Rule("id", 3, "Bad", List.of(match(PROTOCOL, "06"), match(PORT, "06")), Verdict.DROP);
        Chain chain = new Chain("c", Hook.INPUT, 0, Verdict.ACCEPT, List.of(rule));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> encode(List.of(chain)))
                .satisfies(e -> assertThat(e.problem().place()).isEqualTo(new Place("acme", 3, "Bad", 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {122, 200}) // more bytes than an attribute holds; more steps than a rule holds
    void ruleThatTheKernelCannotHoldIsRefused(int conditions) {
        Condition list = new Condition.InList(Condition.Direction.SOURCE, "ab", false);
        Rule rule = new Rule("id", 3, "Long", Collections.nCopies(conditions, list), Verdict.DROP);
        Chain chain = new Chain("c", Hook.INPUT, 0, Verdict.ACCEPT, List.of(rule));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> encode(List.of(chain)))
                .satisfies(e -> {
                    assertThat(e.problem().place()).isEqualTo(new Place("acme", 3, "Long", 0));
                    assertThat(e.problem().sentence()).contains(conditions + " conditions");
                });
    }

    private static List<String> counting(Condition condition) throws ProblemException {
        return rule(new Rule("id", 1, "", List.of(condition), Verdict.COUNT));
    }

    /** The lines of a rule's own messages, and of its set's. */
    private static List<String> rule(Rule rule) throws ProblemException {
        List<String> lines = dump(List.of(new Chain("c", Hook.INPUT, 0, Verdict.ACCEPT, List.of(rule))));
        int start = lines.indexOf("  3: \"c\"");
        while (!lines.get(start).startsWith("type")) {
            start++; // behind the chain
        }
        return lines.subList(start, lines.lastIndexOf("  3: \"deployed\"") - 2).stream()
                .map(line -> line.replaceAll("f210[0-9a-f]{32}$", "")) // the rule's identity
                .toList();
    }

    private static List<String> dump(List<Chain> chains) throws ProblemException {
        Bytes whole = encode(chains).transaction().framed(OptionalLong.empty(), false);
        return MessageDump.of(whole.slice(20, whole.length()));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Batch encode(List<Chain> chains) throws ProblemException {
        return RulesetEncoder.encode(new Ruleset("acme", "p", "d1", chains), STAMP, list -> "/pin");
    }

    private static Condition match(Load load, String value) {
        return new Condition.Match(List.of(load), List.of(new Interval(value, value)), false);
    }
}
