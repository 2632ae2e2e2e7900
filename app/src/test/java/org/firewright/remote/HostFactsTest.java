package org.firewright.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostFactsTest {
    @Test
    void theNewestJavaOfAllIsTaken() {
        HostFacts facts = HostFacts.read("""
                Welcome to lab1!
                firewright system Linux x86_64
                firewright uid 1000
                firewright cache /home/a user/.cache/firewright
                firewright jar 0123
                firewright java 17.0.9 /usr/lib/jvm/java-17/bin/java
                firewright java 25 /opt/a jdk/bin/java
                firewright java 21.0.5 /usr/lib/jvm/java-21/bin/java
                firewright java 1.8.0_402 /usr/lib/jvm/java-8/bin/java
                firewright java  /usr/bin/strange
                firewright end
                """).orElseThrow();

        assertThat(facts.root()).isFalse();
        assertThat(facts.cache()).isEqualTo("/home/a user/.cache/firewright");
        assertThat(facts.java()).contains(new HostFacts.Java("/opt/a jdk/bin/java", "25", 25));
        assertThat(facts.javas()).extracting(HostFacts.Java::feature).containsExactly(25, 21, 17, 8, 0);
    }

    @Test
    void anOldJavaIsNone() {
        HostFacts facts = HostFacts.read("firewright java 17.0.9 /usr/bin/java\nfirewright end\n")
                .orElseThrow();

        assertThat(facts.java()).isEmpty();
    }

    @Test
    void whatIsCutShortIsNoAnswer() {
        assertThat(HostFacts.read("firewright system Linux x86_64\nfirewright uid 0\n"))
                .isEmpty();
        assertThat(HostFacts.read("This account is currently not available.\n")).isEmpty();
    }

    @Test
    void wordsForTheShellStayWords() throws Exception {
        String hostile = "a'b \"c\" $(reboot) `id` \\ \n ; & |";
        Process echo = new ProcessBuilder("/bin/sh", "-c", "printf %s " + Shell.quote(hostile)).start();

        assertThat(new String(echo.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(hostile);
    }
}
