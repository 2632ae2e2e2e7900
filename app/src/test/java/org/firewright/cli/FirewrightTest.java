package org.firewright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs, help, and command lines that make no sense. */
class FirewrightTest {
    private static final List<String> VERBS =
            List.of("demo", "lab", "check", "plan", "deploy", "status", "inspect", "remove", "lists", "simulate");

    @Test
    void withoutAWordItTellsItsVerbs() {
        Typed typed = Typed.words();

        assertThat(typed.code()).isZero();
        VERBS.forEach(verb -> assertThat(typed.results()).contains("  " + verb + " "));
        assertThat(typed.results()).contains("Exit codes");
    }

    @Test
    void everyVerbKnowsHelpAndJson() {
        for (String verb : VERBS) {
            Typed typed = Typed.words(verb, "--help");
            assertThat(typed.code()).as(verb).isZero();
            assertThat(typed.results()).startsWith("Usage: app/firewright " + verb);
            if (!verb.equals("lab")) {
                assertThat(typed.results()).contains("--json");
            }
        }
        for (String verb : List.of("up", "status", "down")) {
            assertThat(Typed.words("lab", verb, "--help").results()).contains("--json");
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(Typed.words("--version").results()).startsWith("Firewright ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chekc|There is no verb chekc. Did you mean check? See app/firewright --help",
                "firewall|There is no verb firewall. There are: demo, lab, check, plan, deploy, status, inspect, trace,"
                        + " remove, lists, simulate, analyse, diff. See app/firewright --help",
                "lab uo|There is no verb uo. Did you mean up? See app/firewright lab --help",
                "lab|Which of up, status and down is it? See app/firewright lab --help",
                "check|Missing: PROJECT. See app/firewright check --help",
                "check . --jsn|There is no option --jsn. Did you mean --json? See app/firewright check --help",
                "check one two|One word too many: two. See app/firewright check --help",
                "check . --json --json|--json stands there twice. See app/firewright check --help",
                "remove|Missing: TARGET. See app/firewright remove --help",
                "remove lab1/|\"lab1/\" is neither a host nor a host and a namespace. See app/firewright remove --help",
                "inspect /acme|\"/acme\" is neither a host nor a host and a namespace. See app/firewright inspect --help",
                "demo --seconds soon|\"soon\" is not what --seconds takes: a whole number. See app/firewright demo --help",
                "demo --seconds|--seconds lacks its value. See app/firewright demo --help",
                "demo --seconds 0|The traffic can be watched from 1 to 86400 seconds, not 0. See app/firewright demo --help",
                "inspect lab1 --format xml|\"xml\" is not what --format takes: text, json or nft."
                        + " See app/firewright inspect --help",
                "lab up --hosts 17|A lab has from 1 to 16 hosts, not 17. See app/firewright lab up --help",
                "lab up --rate 60000|At most 50000 packets per second for each customer, not 60000: the lab shows rules at"
                        + " work and is no load generator. See app/firewright lab up --help",
            })
    void wrongUsageIsOneSentence(String words, String sentence) {
        Typed typed = Typed.words(words.split(" ", -1));

        assertThat(typed.sentences()).isEqualTo(sentence + System.lineSeparator());
        assertThat(typed.results()).isEmpty();
        assertThat(typed.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab status", "lab status --json"})
    void aLabThatIsDownIsToldWithoutPrivileges(String words) {
        Typed typed = Typed.words(words.split(" ", -1));

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.sentences()).isEmpty();
        if (words.contains("json")) {
            assertThat(typed.json().getAsJsonObject().get("state").getAsString())
                    .isEqualTo("DOWN");
        } else {
            assertThat(typed.results()).startsWith("The lab is down. Bring it up: app/firewright lab up");
        }
    }
}
