package org.firewright.test.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Deployment;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Verdict;

/** Deployments that the tests use: packets to one UDP port whose source is in a list are dropped. */
final class Plans {
    private Plans() {}

    /** A list and its ranges. */
    record NamedList(ListContent content, ListFile file) {
        /** Puts the list where the agent finds it. */
        void put(Path directory) throws IOException {
            Files.write(directory.resolve(file.fileName()), file.bytes());
        }
    }

    /** 127.0.0.0/8 and as many further ranges as asked for. */
    static NamedList list(String name, int further) {
        int[] v4 = new int[2 + 2 * further];
        v4[0] = 0x7f000000;
        v4[1] = 0x7fffffff;
        for (int i = 1; i <= further; i++) {
            // Above 128.0.0.0; every second address, so that none are adjacent.
            v4[2 * i] = 0x80000000 + 2 * i;
            v4[2 * i + 1] = v4[2 * i];
        }
        AddressRanges ranges = new AddressRanges(v4, new long[0]);
        ListFile file = ListFile.of(ranges);
        return new NamedList(new ListContent(name, file.digest(), ranges.count()), file);
    }

    /** One rule for each namespace: drop what comes to the port from the list. */
    static Deployment drop(String by, NamedList list, int port, String... namespaces) {
        return deployment(by, List.of(list), List.of(rule("r1", 1, port, list)), namespaces);
    }

    /** So many rules for each namespace, to ports from 1000 on. */
    static Deployment many(String by, NamedList list, int rules, String... namespaces) {
        List<Rule> all = IntStream.range(0, rules)
                .mapToObj(i -> rule("r" + i, i + 1, 1000 + i, list))
                .toList();
        return deployment(by, List.of(list), all, namespaces);
    }

    private static Deployment deployment(String by, List<NamedList> lists, List<Rule> rules, String... namespaces) {
        String digest = ListFile.sha256(rules.toString().getBytes(StandardCharsets.UTF_8));
        List<Ruleset> rulesets = new ArrayList<>();
        for (String namespace : namespaces) {
            Chain input = new Chain("input", Hook.INPUT, 0, Verdict.ACCEPT, rules);
            rulesets.add(new Ruleset(namespace, "edge", digest, List.of(input)));
        }
        return new Deployment(by, lists.stream().map(NamedList::content).toList(), rulesets);
    }

    private static Rule rule(String id, int number, int port, NamedList list) {
        String hex = String.format("%04x", port);
        return new Rule(
                id,
                number,
                "Bad actors",
                List.of(
                        match(new Load.Meta(Load.Key.L4PROTO), "11"),
                        match(new Load.Payload(Load.Base.TRANSPORT, 2, 2), hex),
                        new Condition.InList(
                                Condition.Direction.SOURCE, list.content().digest(), false)),
                Verdict.DROP);
    }

    private static Condition match(Load load, String value) {
        return new Condition.Match(List.of(load), List.of(new Interval(value, value)), false);
    }
}
