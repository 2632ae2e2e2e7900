package org.firewright.test.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetRequest;
import org.firewright.test.RequiresRoot;
import org.firewright.test.ScratchNamespace;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** An agent keeps namespaces open between requests, but follows their names and does not keep deleted ones alive. */
@RequiresRoot
class KeptNamespacesTest {
    @AutoClose
    private final ScratchNamespace outside = ScratchNamespace.make("kept");

    @AutoClose
    private final AgentProcess agent;

    KeptNamespacesTest(@TempDir Path folder) throws Exception {
        agent = AgentProcess.start(AgentProcess.command(
                AgentProcess.install(Path.of("target", "agent").toAbsolutePath()), folder));
        agent.hello();
    }

    @Test
    void aNameIsFollowed() throws Exception {
        try (ScratchNamespace namespace = ScratchNamespace.make("kept")) {
            namespace.load("table ip before { set s { type inet_service; elements = { 1, 2, 3 }; }; }");
            assertThat(rules(namespace)).startsWith("table ip before");
            assertThat(agent.ask(service ->
                                    service.elements(new ElementRequest(namespace.name(), "ip", "before", "s", 0, 2)))
                            .elements())
                    .hasSize(2);

            namespace.replace();
            namespace.load("table ip after { }");

            assertThat(rules(namespace)).startsWith("table ip after");
        }
    }

    /** Its end of a pair of interfaces goes when the namespace does, and the other end with it. */
    @Test
    void aDeletedOneIsLetGo() throws Exception {
        ScratchNamespace namespace = ScratchNamespace.make("kept");
        outside.exec("", "ip", "link", "add", "far", "type", "veth", "peer", "name", "near", "netns", namespace.name());
        rules(namespace);

        namespace.close();

        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () -> !outside.exec("", "ip", "-o", "link").contains("far"));
        assertThatThrownBy(() -> rules(namespace)).isInstanceOf(ProblemException.class);
    }

    private String rules(ScratchNamespace namespace) throws ProblemException {
        return agent.ask(service -> service.ruleset(new RulesetRequest(namespace.name())))
                .text();
    }
}
