package org.firewright.agent.api;

/**
 * The desktop's first request.
 *
 * @param protocol {@link AgentService#PROTOCOL} of the desktop
 * @param desktopVersion the desktop's version, for the agent's log
 */
public record HelloRequest(int protocol, String desktopVersion) {}
