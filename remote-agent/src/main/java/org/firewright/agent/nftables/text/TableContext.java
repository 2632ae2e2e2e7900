package org.firewright.agent.nftables.text;

import java.util.List;
import java.util.Map;
import org.firewright.agent.nftables.model.Item;

/**
 * What a rule's text depends on besides the rule.
 *
 * @param family the table's
 * @param sets the table's sets by name; those that belong to one rule with elements
 * @param bound rules of chains that belong to one rule each, by the chain's name
 */
record TableContext(int family, Map<String, SetDescription> sets, Map<String, List<Item.Rule>> bound) {
    /** NFPROTO_* of linux/netfilter.h. */
    static final int INET = 1;

    static final int IPV4 = 2;
    static final int ARP = 3;
    static final int NETDEV = 5;
    static final int BRIDGE = 7;
    static final int IPV6 = 10;
}
