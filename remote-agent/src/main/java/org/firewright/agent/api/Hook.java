package org.firewright.agent.api;

/** Hooks of the inet family, numbered as NF_INET_* in linux/netfilter.h. */
public enum Hook {
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING
}
