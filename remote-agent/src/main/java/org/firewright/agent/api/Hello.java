package org.firewright.agent.api;

import java.util.List;

/**
 * The agent's answer to the first request.
 *
 * @param protocol {@link AgentService#PROTOCOL} of the agent
 * @param agentVersion version of the agent's jar
 * @param hostName the host's name as uname gives it
 * @param kernel the kernel's release, such as 6.18.44
 * @param architecture the machine's name as uname gives it, such as x86_64
 * @param java the version of the Java that runs the agent
 * @param root whether the agent may change the kernel's rules
 * @param features what deployments may need, each with the reason where the host lacks it
 */
public record Hello(
        int protocol,
        String agentVersion,
        String hostName,
        String kernel,
        String architecture,
        String java,
        boolean root,
        List<Feature> features) {}
