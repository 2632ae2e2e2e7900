package org.firewright.test.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.firewright.agent.api.Chain;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Hook;
import org.firewright.agent.api.Interval;
import org.firewright.agent.api.Load;
import org.firewright.agent.api.Rule;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.api.Verdict;

/** Rulesets in few words. */
final class Samples {
    static final Load FAMILY = new Load.Meta(Load.Key.NFPROTO);
    static final Load PROTOCOL = new Load.Meta(Load.Key.L4PROTO);
    static final Load SOURCE = new Load.Payload(Load.Base.NETWORK, 12, 4);
    static final Load SOURCE6 = new Load.Payload(Load.Base.NETWORK, 8, 16);
    static final Load DESTINATION = new Load.Payload(Load.Base.NETWORK, 16, 4);
    static final Load PORT = new Load.Payload(Load.Base.TRANSPORT, 2, 2);

    static final Condition IPV4 = is(FAMILY, "02");
    static final Condition IPV6 = is(FAMILY, "0a");
    static final Condition TCP = is(PROTOCOL, "06");
    static final Condition UDP = is(PROTOCOL, "11");
    static final Condition LISTED = new Condition.InList(Condition.Direction.SOURCE, "00", false);

    static final Stamp STAMP = new Stamp("ab".repeat(32), "perimeter", "ada@desk", 1_700_000_000_000L);

    private Samples() {}

    static Condition is(Load load, String... values) {
        return new Condition.Match(
                List.of(load), Arrays.stream(values).map(Samples::interval).toList(), false);
    }

    static Condition isNot(Load load, String... values) {
        return new Condition.Match(
                List.of(load), Arrays.stream(values).map(Samples::interval).toList(), true);
    }

    static Condition together(List<Load> loads, Interval... values) {
        return new Condition.Match(loads, List.of(values), false);
    }

    /** "01bb" or "03e8-07d0". */
    static Interval interval(String text) {
        int dash = text.indexOf('-');
        return dash < 0 ? new Interval(text, text) : new Interval(text.substring(0, dash), text.substring(dash + 1));
    }

    /** An address in hexadecimal. */
    static String address(String text) {
        try {
            return HexFormat.of().formatHex(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A port in hexadecimal. */
    static String port(int number) {
        return HexFormat.of().toHexDigits((short) number);
    }

    static Rule rule(int number, Verdict verdict, Condition... conditions) {
        return new Rule("id-" + number, number, "Rule " + number, List.of(conditions), verdict);
    }

    static Ruleset ruleset(String namespace, Rule... rules) {
        return ruleset(namespace, List.of(rules));
    }

    static Ruleset ruleset(String namespace, List<Rule> rules) {
        return ruleset(namespace, rules, Verdict.ACCEPT);
    }

    /** One chain at output, which ends with this verdict. */
    static Ruleset ruleset(String namespace, List<Rule> rules, Verdict end) {
        Chain chain = new Chain("output", Hook.OUTPUT, 0, end, rules);
        return new Ruleset(namespace, "perimeter", STAMP.digest(), List.of(chain));
    }
}
