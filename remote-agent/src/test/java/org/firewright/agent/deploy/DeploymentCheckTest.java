package org.firewright.agent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentCheckTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final ListContent LIST = new ListContent("bad", DIGEST, 2);
    private static final Load PORT = new Load.Payload(Load.Base.TRANSPORT, 2, 2);
    private static final Condition IN_LIST = new Condition.InList(Condition.Direction.SOURCE, DIGEST, false);
    private static final Condition SSH = match(List.of(PORT), new Interval("0016", "0016"));

    @Test
    void whatMakesSensePasses() {
        assertThat(problems(rule("a", List.of(SSH, IN_LIST)), rule("b", List.of())))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void conditionsThatMakeNoSense(String sentence, Condition condition) {
        List<Problem> problems = problems(rule("a", Arrays.asList(SSH, condition)));
        assertThat(problems).anySatisfy(problem -> assertThat(problem.text()).contains(sentence));
        assertThat(problems.getFirst().kind()).isEqualTo(Problem.Kind.REQUEST);
        if (condition != null) {
            assertThat(problems.getFirst().text()).startsWith("acme, rule 1 (Rule a), condition 2: ");
        }
    }

    static Stream<Arguments> conditionsThatMakeNoSense() {
        Interval ssh = new Interval("0016", "0016");
        return Stream.of(
                Arguments.of("a gap among the conditions", null),
                Arguments.of(
                        "does not declare", new Condition.InList(Condition.Direction.SOURCE, "cd".repeat(32), false)),
                Arguments.of("does not declare", new Condition.InList(Condition.Direction.SOURCE, null, false)),
                Arguments.of("names no address", new Condition.InList(null, DIGEST, false)),
                Arguments.of("1 to 8 values to compare together", new Condition.Match(null, List.of(ssh), false)),
                Arguments.of("1 to 65536 values to compare with", new Condition.Match(List.of(PORT), List.of(), false)),
                Arguments.of("not 4 lower-case", match(List.of(PORT), new Interval("16", "16"))),
                Arguments.of("not 4 lower-case", match(List.of(PORT), new Interval("00AB", "00AB"))),
                Arguments.of("not 4 lower-case", match(List.of(PORT), new Interval(null, "0016"))),
                Arguments.of("begins after it ends", match(List.of(PORT), new Interval("0017", "0016"))),
                Arguments.of("begins after it ends", match(List.of(PORT, PORT), new Interval("00160017", "00170016"))),
                Arguments.of("1 to 16 from 0 to 255", match(List.of(payload(0, 17)), new Interval("00", "00"))),
                Arguments.of("1 to 16 from 0 to 255", match(List.of(payload(0, -1)), new Interval("00", "00"))),
                Arguments.of("1 to 16 from 0 to 255", match(List.of(payload(-1, 1)), new Interval("00", "00"))),
                Arguments.of("1 to 16 from 0 to 255", match(List.of(payload(300, 1)), new Interval("00", "00"))),
                Arguments.of("no such property", match(List.of(new Load.Meta(null)), new Interval("00", "00"))),
                Arguments.of(
                        "At most 64 bytes",
                        match(Collections.nCopies(5, payload(0, 16)), new Interval("00".repeat(80), "00".repeat(80)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rulesThatMakeNoSense(String sentence, Rule rule) {
        assertThat(problems(rule("a", List.of()), rule))
                .anySatisfy(problem -> assertThat(problem.text()).contains(sentence));
    }

    static Stream<Arguments> rulesThatMakeNoSense() {
        return Stream.of(
                Arguments.of("a gap among the rules", null),
                Arguments.of("identity a too", rule("a", List.of())),
                Arguments.of("identity must be", rule("", List.of())),
                Arguments.of("identity must be", rule("x".repeat(37), List.of())),
                Arguments.of("identity must be", rule("a b", List.of())),
                Arguments.of("identity must be", rule(null, List.of())),
                Arguments.of("0 to 32 conditions", rule("b", null)),
                Arguments.of("0 to 32 conditions", rule("b", Collections.nCopies(33, SSH))),
                Arguments.of("counts from 1", new Rule("b", 0, "B", List.of(), Verdict.DROP)),
                Arguments.of("no verdict", new Rule("b", 2, "B", List.of(), null)),
                Arguments.of("one line", new Rule("b", 2, "B\u001b[2J", List.of(), Verdict.DROP)),
                Arguments.of("one line", new Rule("b", 2, null, List.of(), Verdict.DROP)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deploymentsThatMakeNoSense(String sentence, Deployment deployment) {
        assertThat(DeploymentCheck.of(deployment))
                .anySatisfy(problem -> assertThat(problem.text()).contains(sentence));
    }

    static Stream<Arguments> deploymentsThatMakeNoSense() {
        Ruleset acme = ruleset("acme", List.of());
        return Stream.of(
                Arguments.of("no deployment", null),
                Arguments.of("1 to 1000 rulesets, not 0", new Deployment("a", List.of(), null)),
                Arguments.of("1 to 1000 rulesets, not 0", new Deployment("a", List.of(), List.of())),
                Arguments.of("0 to 1000 lists", new Deployment("a", null, List.of(acme))),
                Arguments.of("who deploys", new Deployment(null, List.of(), List.of(acme))),
                Arguments.of("who deploys", new Deployment("a\nb", List.of(), List.of(acme))),
                Arguments.of("two rulesets", new Deployment("a", List.of(), List.of(acme, acme))),
                Arguments.of("declared twice", new Deployment("a", List.of(LIST, LIST), List.of(acme))),
                Arguments.of(
                        "digest of a list",
                        new Deployment("a", List.of(new ListContent("l", "../x", 1)), List.of(acme))),
                Arguments.of(
                        "cannot have -1 ranges",
                        new Deployment("a", List.of(new ListContent("l", DIGEST, -1)), List.of(acme))),
                Arguments.of("namespace is not a name", of(ruleset("../1/ns/net", List.of()))),
                Arguments.of("namespace is not a name", of(ruleset(null, List.of()))),
                Arguments.of("ruleset's digest", of(new Ruleset("acme", "p", "1234", List.of()))),
                Arguments.of("0 to 1000 chains", of(new Ruleset("acme", "p", DIGEST, null))),
                Arguments.of("chain's name", of(ruleset("acme", List.of(chain("a { }", Hook.INPUT, Verdict.ACCEPT))))),
                Arguments.of("without a known hook", of(ruleset("acme", List.of(chain("a", null, Verdict.ACCEPT))))),
                Arguments.of("default verdict", of(ruleset("acme", List.of(chain("a", Hook.INPUT, Verdict.COUNT))))),
                Arguments.of(
                        "two chains a",
                        of(ruleset(
                                "acme",
                                List.of(
                                        chain("a", Hook.INPUT, Verdict.ACCEPT),
                                        chain("a", Hook.OUTPUT, Verdict.ACCEPT))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void jumpsThatMakeNoSense(String sentence, List<Chain> chains) {
        assertThat(DeploymentCheck.of(of(ruleset("acme", chains))))
                .anySatisfy(problem -> assertThat(problem.text()).contains(sentence));
    }

    static Stream<Arguments> jumpsThatMakeNoSense() {
        Chain input = chain("input", Hook.INPUT, Verdict.ACCEPT);
        List<Chain> deep = new ArrayList<>(List.of(base(jump("r0", "g1"))));
        List<Chain> wide = new ArrayList<>(List.of(base(jump("r0", "g1"))));
        for (int i = 1; i <= 15; i++) {
            deep.add(Chain.regular("g" + i, List.of(jump("d" + i, "g" + (i + 1)))));
        }
        for (int i = 1; i <= 13; i++) {
            wide.add(Chain.regular("g" + i, List.of(jump("a" + i, "g" + (i + 1)), jump("b" + i, "g" + (i + 1)))));
        }
        deep.add(Chain.regular("g16", List.of()));
        wide.add(Chain.regular("g14", List.of()));
        return Stream.of(
                Arguments.of("jumps to a chain that is not there", List.of(base(jump("a", "gone")))),
                Arguments.of("or that has a hook", List.of(base(jump("a", "input")), input)),
                Arguments.of("or that has a hook", List.of(base(jump("a", "forward")))),
                Arguments.of("only then", List.of(base(new Rule("a", 1, "A", List.of(), Verdict.JUMP)))),
                Arguments.of(
                        "only then",
                        List.of(base(new Rule("a", 1, "A", List.of(), null, false, Verdict.DROP, "group")))),
                Arguments.of("jump in a circle", List.of(base(), Chain.regular("g", List.of(jump("a", "g"))))),
                Arguments.of(
                        "jump in a circle",
                        List.of(
                                base(jump("a", "g")),
                                Chain.regular("g", List.of(jump("b", "h"))),
                                Chain.regular("h", List.of(rule("c", List.of()), jump("d", "g"))))),
                Arguments.of("default verdict", List.of(new Chain("g", null, 0, Verdict.DROP, List.of()))),
                Arguments.of("more than 15 jumps are within one another", deep),
                Arguments.of("more than 10000 jumps follow one another", wide),
                Arguments.of("two chains g", List.of(Chain.regular("g", List.of()), Chain.regular("g", List.of()))));
    }

    @Test
    void jumpsAsDeepAsTheKernelFollowsPass() {
        List<Chain> chains = new ArrayList<>(List.of(base(jump("r0", "g1"))));
        for (int i = 1; i < 15; i++) {
            chains.add(Chain.regular("g" + i, List.of(jump("d" + i, "g" + (i + 1)))));
        }
        chains.add(Chain.regular("g15", List.of(rule("end", List.of()))));
        assertThat(DeploymentCheck.of(of(ruleset("acme", chains)))).isEmpty();
    }

    @Test
    void noMoreProblemsThanAnybodyReads() {
        Rule[] rules =
                IntStream.range(0, 5000).mapToObj(i -> rule("same", List.of())).toArray(Rule[]::new);
        assertThat(problems(rules)).hasSize(100);
    }

    private static List<Problem> problems(Rule... rules) {
        Chain chain = new Chain("forward", Hook.FORWARD, 0, Verdict.ACCEPT, Arrays.asList(rules));
        return DeploymentCheck.of(new Deployment("me", List.of(LIST), List.of(ruleset("acme", List.of(chain)))));
    }

    private static Deployment of(Ruleset ruleset) {
        return new Deployment("me", List.of(), List.of(ruleset));
    }

    private static Ruleset ruleset(String namespace, List<Chain> chains) {
        return new Ruleset(namespace, "edge", DIGEST, chains);
    }

    private static Chain chain(String name, Hook hook, Verdict verdict) {
        return new Chain(name, hook, 0, verdict, List.of());
    }

    private static Chain base(Rule... rules) {
        return new Chain("forward", Hook.FORWARD, 0, Verdict.ACCEPT, List.of(rules));
    }

    private static Rule jump(String id, String chain) {
        return new Rule(id, 1, "Rule " + id, List.of(), null, false, Verdict.JUMP, chain);
    }

    private static Rule rule(String id, List<Condition> conditions) {
        return new Rule(id, 1, "Rule " + id, conditions, Verdict.DROP);
    }

    private static Load payload(int offset, int length) {
        return new Load.Payload(Load.Base.NETWORK, offset, length);
    }

    private static Condition match(List<Load> loads, Interval value) {
        return new Condition.Match(loads, List.of(value), false);
    }
}
