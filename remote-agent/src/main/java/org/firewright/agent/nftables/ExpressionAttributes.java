package org.firewright.agent.nftables;

/** Names of expressions in the kernel and their attributes, from linux/netfilter/nf_tables.h and _compat.h. */
final class ExpressionAttributes {
    static final int NAME = 1;
    static final int CONTENT = 2;

    static final String PAYLOAD = "payload";
    static final int PAYLOAD_REGISTER = 1;
    static final int PAYLOAD_BASE = 2;
    static final int PAYLOAD_OFFSET = 3;
    static final int PAYLOAD_LENGTH = 4;

    static final String META = "meta";
    static final int META_REGISTER = 1;
    static final int META_KEY = 2;

    static final String BITWISE = "bitwise";
    static final int BITWISE_SOURCE = 1;
    static final int BITWISE_TARGET = 2;
    static final int BITWISE_LENGTH = 3;
    static final int BITWISE_MASK = 4;
    static final int BITWISE_FLIP = 5;
    static final int BITWISE_OPERATION = 6;

    static final String COMPARE = "cmp";
    static final int COMPARE_REGISTER = 1;
    static final int COMPARE_OPERATION = 2;
    static final int COMPARE_VALUE = 3;

    static final String RANGE = "range";
    static final int RANGE_REGISTER = 1;
    static final int RANGE_OPERATION = 2;
    static final int RANGE_FROM = 3;
    static final int RANGE_TO = 4;

    static final String LOOKUP = "lookup";
    static final int LOOKUP_SET = 1;
    static final int LOOKUP_REGISTER = 2;
    static final int LOOKUP_SET_ID = 4;
    static final int LOOKUP_FLAGS = 5;

    static final String MATCH = "match";
    static final int MATCH_EXTENSION = 1;
    static final int MATCH_REVISION = 2;
    static final int MATCH_INFO = 3;

    static final String COUNTER = "counter";
    static final int COUNTER_BYTES = 1;
    static final int COUNTER_PACKETS = 2;
    static final int COUNTER_PADDING = 3;

    static final String IMMEDIATE = "immediate";
    static final int IMMEDIATE_REGISTER = 1;
    static final int IMMEDIATE_DATA = 2;
    static final int VERDICT_CODE = 1;
    static final int VERDICT_CHAIN = 2;

    private ExpressionAttributes() {}
}
