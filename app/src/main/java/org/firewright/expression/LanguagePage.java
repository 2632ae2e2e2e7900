package org.firewright.expression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The language's description as Markdown, made of the tables that the parser uses, so that it cannot go stale. */
public final class LanguagePage {
    private static final String BEFORE_FIELDS = """
            # The rule language

            This page is made from the tables that the parser itself uses; `test/conformance language --page` writes it anew, and a test
            checks that it is current.

            ```
            ip.src in $blocked and tcp.dstport in {22 80..443} and not (tcp.flags.syn and tcp.flags.ack)
            ```

            ## Grammar

            ```ebnf
            expression  = disjunct { ( "or" | "||" ) disjunct } ;
            disjunct    = conjunct { ( "xor" | "^^" ) conjunct } ;
            conjunct    = negation { ( "and" | "&&" ) negation } ;
            negation    = ( "not" | "!" ) negation | "(" expression ")" | condition ;
            condition   = flag
                        | operand operator value
                        | operand "in" set
                        | address-field "in" list
                        | "rate" "(" field "," number "," number ")"
                        | ( "starts_with" | "ends_with" ) "(" field "," bytes ")" ;
            operand     = field | "bit_slice" "(" header "," number "," number ")" ;
            set         = "{" { item } "}" ;
            item        = number [ ".." number ] | address [ ".." address ] | prefix | bytes | variable ;
            list        = "$" name ;
            value       = number | address | bytes | pattern | variable ;
            variable    = "@" name ;
            number      = [ "-" ] decimal | "0x" hexadecimal | "0" octal ;
            bytes       = '"' { character | escape } '"' | "r" { "#" } '"' … '"' { "#" } | pair separator pair { separator pair } ;
            escape      = '\\"' | '\\\\' | '\\x' hex hex | '\\' octal octal octal ;
            separator   = ":" | "-" | "." ;
            pattern     = '"' regular-expression '"' | "r" { "#" } '"' … '"' { "#" } ;
            header      = HEADERS ;
            ```

            - White space is blank, carriage return and line feed; a tab is none. Letters' case matters.
            - `not` binds tightest, then `and`, `xor`, `or`.
            - Values in a set stand apart by blanks, not commas. An empty set matches nothing. A range that ends before it begins is an error,
              and so is one from an IPv4 to an IPv6 address.
            - After an operator stands a single address; prefixes and ranges need braces. A prefix with host bits set is an error.
            - A list's name has lower-case letters, digits, underscores, and dots inside.
            - A flag stands alone: `tcp.flags.syn`, never `tcp.flags.syn == true`.
            - Raw text `r#"…"#` knows no escapes and ends at a quote with as many `#` as it began with.
            - Behind `matches` stands a regular expression whose backslashes are its own: `"^GET /\\d+"`. A quote in it is written `\\"`; in
              brackets, as in `["']`, it stands as it is.
            - `@name` is a variable: a value, in braces also several. The policy says what it is, and a target may say something else:

              ```yaml
              policies:
                edge:
                  hook: forward
                  default: drop
                  variables:
                    admins: 192.0.2.0/24 198.51.100.7
                    ssh_port: 22
                  rules:
                    - name: Admins
                      when: ip.src in {@admins} and tcp.dstport == @ssh_port
                      action: accept
              targets:
                lab1:
                  acme: edge
                  globex:
                    policy: edge
                    variables:
                      ssh_port: 2222
              ```

              Its name begins with a letter and has lower-case letters, digits and underscores.
            - There are no comments; a rule has a note.
            - An expression has at most MOST characters and at most DEPTH levels of parentheses and negations.

            ## What is missing

            A packet that lacks a value, as a UDP packet lacks `tcp.dstport`, makes every condition on it false, except `!=`, which is true.
            So `tcp.dstport != 22` also holds for UDP; `ip.proto == "tcp" and tcp.dstport != 22` does not. Addresses of different families are
            never equal and have no order; only `!=` holds between them.

            ## Fields

            | field | type | header | meaning |
            |---|---|---|---|
            """;

    private static final String GROUPS = """

            ## What a rule does

            | action | packets that match |
            |---|---|
            | `drop`, `accept`, `reject` | meet this end; no further rule of the policy is asked. `reject` tells the sender |
            | `count`, `log` | are counted, with `log` also written to the kernel's log, and go on |
            | `jump` | go to the rules of a group, and behind this rule again where none of them decides |

            Each of them can be limited (`limit`), logged (`log: true`), or only observed (`observe: true`): then packets are counted and go on, whatever
            the action is. A group is a policy without hook and default. Its rules stand once, and policies and other groups jump to them:

            ```yaml
            policies:
              edge:
                hook: input
                default: drop
                rules:
                  - name: Web
                    when: tcp.dstport in {80 443}
                    action: jump
                    to: web-servers
            groups:
              web-servers:
                rules:
                  - name: Scanners
                    when: ip.src in $ipsum
                    action: drop
                  - name: Everybody else
                    action: accept
            ```
            """;

    private static final String RATES = """

            ## What a rate counts

            `rate(ip.src, 100, 10)` keeps a bucket for each source address. It holds 100 packets and gets one back every tenth of a second; a packet
            that finds one takes it and is within the rate, a packet that finds none is beyond it and takes nothing. So of an address that sends no
            more than 100 packets in any 10 seconds none is beyond, of one that is silent for 10 seconds the next 100 at once are not, and at most
            200 of any 10 seconds are within.

            - Packets count that reach the rule and meet its other conditions, wherever the rate stands among them; of several rates in one rule each
              is asked only of packets that meet those before it. So a rate stands by itself or is joined by `and`; in an `or` it is refused.
              `not rate(…)` holds for packets within the rate.
            - The key is `ip.src` or `ip.dst`, IPv4 or IPv6; addresses are counted one by one, not by networks. Each rule counts for itself.
            - A rule knows 65,535 addresses of each family at once. An address is forgotten when its bucket is full again. Packets of further
              addresses are not counted meanwhile, and neither `rate(…)` nor `not rate(…)` holds for them.
            - A rule that stays in force through a deployment goes on counting. When rules are loaded anew, as after a reboot, all buckets are full.
            - A number of seconds that a day can be divided by always works; others where the kernel can keep them exactly.
            - A packet by itself does not tell its rate: `simulate` says so, and counts by a capture's times with `--pcap`, with all buckets full at its
              beginning. The analysis takes a rate for something that may hold or not.

            A rule's `limit` is one such bucket for all packets that meet the rule, of packets or of bytes; its `burst` is how much comes at once.
            A rule with a rate can have a limit only where it asks for one family.
            """;

    private static final String AFTER_FIELDS = """

            ## Operators

            | operator | also | of | true when |
            |---|---|---|---|
            """;

    private LanguagePage() {}

    /** The whole page. */
    public static String text() {
        String headers = Arrays.stream(Header.values())
                .map(header -> "\"" + header.text() + "\"")
                .collect(Collectors.joining(" | "));
        return Stream.of(
                        Stream.of(BEFORE_FIELDS
                                .replace("HEADERS", headers)
                                .replace("MOST", "%,d".formatted(Expressions.MAX_LENGTH))
                                .replace("DEPTH", Integer.toString(Expressions.MAX_DEPTH))),
                        Arrays.stream(Field.values()).map(LanguagePage::row),
                        Stream.of(AFTER_FIELDS),
                        Arrays.stream(Relation.values()).map(LanguagePage::row),
                        Stream.of(
                                "| `in` |  | addresses, numbers, texts | it is one of those in a set; of addresses also in a list |\n"),
                        Stream.of("\n## Functions\n\n| function | means | example |\n|---|---|---|\n"),
                        Arrays.stream(Function.values()).map(LanguagePage::row),
                        Stream.of(GROUPS, RATES),
                        Stream.of("\n## Protocols\n\nNames of `ip.proto`; others go by their number, as in `\"253\"`: "
                                + names() + ".\n"))
                .flatMap(java.util.function.Function.identity())
                .collect(Collectors.joining());
    }

    private static String row(Field field) {
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        field.text(),
                        switch (field.type()) {
                            case ADDRESS -> "address";
                            case NUMBER -> "number";
                            case TEXT -> "text";
                            case FLAG -> "flag";
                        },
                        field.header().map(header -> "`" + header.text() + "`").orElse(""),
                        field.meaning());
    }

    private static String row(Relation relation) {
        List<String> spellings = relation.spellings();
        String types = Stream.of(ValueType.ADDRESS, ValueType.NUMBER, ValueType.TEXT)
                .filter(type -> type.knows(relation))
                .map(type -> switch (type) {
                    case ADDRESS -> "addresses";
                    case NUMBER -> "numbers";
                    default -> "texts";
                })
                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        spellings.getFirst(),
                        spellings.size() > 1 ? "`" + spellings.getLast() + "`" : "",
                        types,
                        relation.meaning());
    }

    private static String row(Function function) {
        return "| `%s` | %s | `%s` |%n".formatted(function.form(), function.meaning(), function.example());
    }

    private static String names() {
        return Protocols.names().stream().sorted().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }
}
