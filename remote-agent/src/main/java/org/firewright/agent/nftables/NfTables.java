package org.firewright.agent.nftables;

import org.firewright.agent.netlink.MessageWriter;

/** Numbers of linux/netfilter/nf_tables.h and linux/netfilter/nfnetlink.h that more than one class needs. */
final class NfTables {
    /** NFPROTO_INET of linux/netfilter.h. */
    static final int INET = 1;

    /** NFNL_SUBSYS_NFTABLES: the upper byte of every message's type. */
    private static final int SUBSYSTEM = 10;

    /** Bytes of struct nfgenmsg: family, version (8 bits each), resource (16 bits, big-endian). */
    static final int HEADER = 4;

    static final int NEW_TABLE = 0;
    static final int GET_TABLE = 1;
    static final int DELETE_TABLE = 2;
    static final int NEW_CHAIN = 3;
    static final int GET_CHAIN = 4;
    static final int DELETE_CHAIN = 5;
    static final int NEW_RULE = 6;
    static final int GET_RULE = 7;
    static final int DELETE_RULE = 8;
    static final int DELETE_SET = 11;
    static final int NEW_SET = 9;
    static final int GET_SET = 10;
    static final int NEW_SET_ELEMENTS = 12;
    static final int GET_SET_ELEMENTS = 13;
    static final int NEW_GENERATION = 15;
    static final int GET_GENERATION = 16;
    static final int TRACE = 17;
    static final int GET_OBJECT = 19;
    static final int DELETE_OBJECT = 20;
    static final int GET_FLOW_TABLE = 23;

    /** NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END: types without a subsystem. */
    static final int BATCH_BEGIN = 16;

    static final int BATCH_END = 17;

    /** NFNL_BATCH_GENID: refuse the batch unless the ruleset is of this generation. */
    static final int BATCH_GENERATION = 1;

    /** NFTA_GEN_ID. */
    static final int GENERATION_ID = 1;

    /** NFTA_LIST_ELEM. */
    static final int LIST_ELEMENT = 1;

    static final int TABLE_NAME = 1;
    static final int TABLE_FLAGS = 2;
    static final int TABLE_HANDLE = 4;
    static final int TABLE_USERDATA = 6;

    static final int CHAIN_TABLE = 1;
    static final int CHAIN_HANDLE = 2;
    static final int CHAIN_NAME = 3;
    static final int CHAIN_HOOK = 4;
    static final int CHAIN_POLICY = 5;
    static final int CHAIN_TYPE = 7;
    static final int HOOK_NUMBER = 1;
    static final int HOOK_PRIORITY = 2;

    static final int RULE_TABLE = 1;
    static final int RULE_CHAIN = 2;
    static final int RULE_HANDLE = 3;
    static final int RULE_EXPRESSIONS = 4;
    static final int RULE_USERDATA = 7;

    static final int SET_TABLE = 1;
    static final int SET_NAME = 2;
    static final int SET_FLAGS = 3;
    static final int SET_KEY_TYPE = 4;
    static final int SET_KEY_LENGTH = 5;
    static final int SET_DESCRIPTION = 9;
    static final int SET_ID = 10;
    static final int SET_USERDATA = 13;
    static final int DESCRIPTION_SIZE = 1;
    static final int DESCRIPTION_CONCATENATION = 2;
    static final int FIELD_LENGTH = 1;

    static final int OBJECT_TABLE = 1;
    static final int OBJECT_NAME = 2;
    static final int OBJECT_TYPE = 3;
    static final int OBJECT_DATA = 4;
    static final int OBJECT_HANDLE = 6;

    static final int ELEMENTS_TABLE = 1;
    static final int ELEMENTS_SET = 2;
    static final int ELEMENTS_LIST = 3;
    static final int ELEMENTS_SET_ID = 4;
    static final int ELEMENT_KEY = 1;
    static final int ELEMENT_FLAGS = 3;
    static final int ELEMENT_KEY_END = 10;

    static final int DATA_VALUE = 1;
    static final int DATA_VERDICT = 2;

    /** NF_DROP and NF_ACCEPT of linux/netfilter.h. */
    static final int DROP = 0;

    static final int ACCEPT = 1;

    /** NFT_JUMP of linux/netfilter/nf_tables.h. */
    static final int JUMP = -3;

    private NfTables() {}

    /** The type of a message of nf_tables. */
    static int type(int message) {
        return SUBSYSTEM << 8 | message;
    }

    /** Writes struct nfgenmsg. */
    static void header(MessageWriter out, int family) {
        out.raw((byte) family, (byte) 0, (byte) 0, (byte) 0);
    }
}
