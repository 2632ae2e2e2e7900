package org.firewright.agent.nftables.text;

/** In which order the bytes of a number stand in a register. */
enum Order {
    NETWORK,
    HOST;

    Order other() {
        return this == NETWORK ? HOST : NETWORK;
    }
}
