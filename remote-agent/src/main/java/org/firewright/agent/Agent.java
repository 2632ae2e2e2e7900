package org.firewright.agent;

/** The agent's entry point: serves {@link org.firewright.agent.api.AgentService} on the standard streams. */
public final class Agent {
    private Agent() {}

    public static void main(String[] arguments) {
        System.err.println("firewright agent: not yet");
        System.exit(1);
    }
}
