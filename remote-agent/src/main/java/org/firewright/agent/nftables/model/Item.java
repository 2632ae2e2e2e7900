package org.firewright.agent.nftables.model;

import java.util.List;
import org.firewright.agent.netlink.Bytes;

/** Something that stands in a ruleset by itself. Families are NFPROTO_* of linux/netfilter.h. */
public sealed interface Item {
    /** Its table's family. */
    int family();

    /** Its table's name. */
    default String tableName() {
        return switch (this) {
            case Table table -> table.name();
            case Chain chain -> chain.table();
            case Rule rule -> rule.table();
            case Set set -> set.table();
            case Elements elements -> elements.table();
            case Shared shared -> shared.table();
            case FlowTable flow -> flow.table();
        };
    }

    /** A table (NFTA_TABLE_*). */
    @KernelOrder({1, 3, 4, 2, 6, 7})
    record Table(
            int family,
            @Wire(1) String name,
            @Wire(2) Integer flags,
            @Wire(3) Integer use,
            @Wire(4) Long handle,
            @Wire(6) Bytes userData,
            @Wire(7) Integer owner,
            List<Other> others)
            implements Item {}

    /** A chain (NFTA_CHAIN_*); only a base chain has a hook. */
    @KernelOrder({1, 3, 2, 4, 5, 7, 8, 10, 6, 12})
    record Chain(
            int family,
            @Wire(1) String table,
            @Wire(3) String name,
            @Wire(2) Long handle,
            @Wire(11) Integer id,
            @Wire(7) String type,
            @Wire(5) Integer policy,
            @Wire(4) Hook hook,
            @Wire(10) Integer flags,
            @Wire(8) ChainCounters counters,
            @Wire(6) Integer use,
            @Wire(12) Bytes userData,
            List<Other> others)
            implements Item {
        /** NFT_CHAIN_HW_OFFLOAD. */
        public static final int OFFLOAD = 2;

        /** NFT_CHAIN_BINDING: belongs to a rule. */
        private static final int BINDING = 4;

        /** Whether it belongs to a rule, as part of its text. */
        public boolean isBound() {
            return is(BINDING);
        }

        /** Whether it has a flag. */
        public boolean is(int flag) {
            return flags != null && (flags & flag) != 0;
        }
    }

    /** What a base chain that iptables made has counted (NFTA_COUNTER_*); unlike the step's it is listed packets first. */
    @KernelOrder({2, 1})
    record ChainCounters(@Wire(1) Long bytes, @Wire(2) Long packets) {}

    /** Where a base chain or flow table meets packets (NFTA_HOOK_*). */
    @KernelOrder({1, 2, 4, 3})
    record Hook(
            @Wire(1) Integer number,
            @Wire(2) Integer priority,
            @Wire(3) String device,
            @Wire(4) List<String> devices) {}

    /** A rule (NFTA_RULE_*). */
    @KernelOrder({1, 2, 3, 6, 4, 7})
    record Rule(
            int family,
            @Wire(1) String table,
            @Wire(2) String chain,
            @Wire(11) Integer chainId,
            @Wire(3) Long handle,
            @Wire(6) Long position,
            @Wire(4) List<Step> steps,
            @Wire(5) Bytes compatibility,
            @Wire(7) Bytes userData,
            @Wire(9) Integer id,
            @Wire(10) Integer positionId,
            List<Other> others)
            implements Item {}

    /** A set or map (NFTA_SET_*) without its elements. */
    @KernelOrder({1, 2, 16, 3, 4, 5, 6, 7, 15, 11, 12, 8, 13, 9, 19, 20, 17, 18})
    record Set(
            int family,
            @Wire(1) String table,
            @Wire(2) String name,
            @Wire(16) Long handle,
            @Wire(3) Integer flags,
            @Wire(4) Integer keyType,
            @Wire(5) Integer keyLength,
            @Wire(6) Integer dataType,
            @Wire(7) Integer dataLength,
            @Wire(15) Integer objectType,
            @Wire(10) Integer id,
            @Wire(8) Integer policy,
            @Wire(9) Description description,
            @Wire(11) Long timeout,
            @Wire(12) Integer collectInterval,
            @Wire(13) Bytes userData,
            @Wire(17) Step expression,
            @Wire(18) List<Step> expressions,
            @Wire(19) String backend,
            @Wire(20) Integer count,
            List<Other> others)
            implements Item {
        /** NFT_SET_ANONYMOUS: lives with the one rule that uses it. */
        public static final int ANONYMOUS = 0x1;
        /** NFT_SET_CONSTANT. */
        public static final int CONSTANT = 0x2;
        /** NFT_SET_INTERVAL. */
        public static final int INTERVAL = 0x4;
        /** NFT_SET_MAP. */
        public static final int MAP = 0x8;
        /** NFT_SET_TIMEOUT. */
        public static final int TIMEOUT = 0x10;
        /** NFT_SET_EVAL: rules may change it. */
        public static final int DYNAMIC = 0x20;
        /** NFT_SET_OBJECT: a map to objects. */
        public static final int OBJECT = 0x40;
        /** NFT_SET_CONCAT: each field of the key has an interval of its own. */
        public static final int CONCATENATION = 0x80;

        /** Whether it has all of these flags. */
        public boolean is(int wanted) {
            return flags != null && (flags & wanted) == wanted;
        }
    }

    /** What a set is made for (NFTA_SET_DESC_*). */
    record Description(@Wire(1) Integer size, @Wire(2) List<Field> fields) {}

    /** Bytes of one field of a concatenation (NFTA_SET_FIELD_LEN). */
    record Field(@Wire(1) Integer length) {}

    /** Some elements of a set (NFTA_SET_ELEM_LIST_*). */
    record Elements(
            int family,
            @Wire(1) String table,
            @Wire(2) String set,
            @Wire(4) Integer setId,
            @Wire(3) List<Element> elements,
            List<Other> others)
            implements Item {}

    /** An element (NFTA_SET_ELEM_*). Times in milliseconds. */
    @KernelOrder({1, 10, 2, 7, 11, 9, 3, 4, 5, 6})
    record Element(
            @Wire(3) Integer flags,
            @Wire(4) Long timeout,
            @Wire(5) Long expiration,
            @Wire(1) Data key,
            @Wire(10) Data keyEnd,
            @Wire(2) Data data,
            @Wire(6) Bytes userData,
            @Wire(9) String object,
            @Wire(7) Step expression,
            @Wire(11) List<Step> expressions) {
        /** NFT_SET_ELEM_INTERVAL_END: the first key behind an interval. */
        public static final int INTERVAL_END = 0x1;

        /** NFT_SET_ELEM_CATCHALL: stands for all keys that are not there. */
        public static final int CATCH_ALL = 0x2;

        /** Whether it has a flag. */
        public boolean is(int flag) {
            return flags != null && (flags & flag) != 0;
        }
    }

    /** An object that rules share (NFTA_OBJ_*); its data depends on the type. */
    @KernelOrder({1, 2, 3, 6, 5, 4, 8})
    record Shared(
            int family,
            @Wire(1) String table,
            @Wire(2) String name,
            @Wire(3) Integer type,
            @Wire(6) Long handle,
            @Wire(8) Bytes userData,
            @Wire(value = 4, nest = true) Bytes data,
            @Wire(5) Integer use,
            List<Other> others)
            implements Item {
        /** NFT_OBJECT_COUNTER; the data is that of {@link Step.Counter}. */
        public static final int COUNTER = 1;

        /** Whether it is a counter. */
        public boolean isCounter() {
            return type != null && type == COUNTER;
        }
    }

    /** A flow table (NFTA_FLOWTABLE_*). */
    @KernelOrder({1, 2, 4, 5, 7, 3})
    record FlowTable(
            int family,
            @Wire(1) String table,
            @Wire(2) String name,
            @Wire(3) FlowHook hook,
            @Wire(7) Integer flags,
            @Wire(4) Integer use,
            @Wire(5) Long handle,
            List<Other> others)
            implements Item {}

    /** Where a flow table meets packets (NFTA_FLOWTABLE_HOOK_*). */
    record FlowHook(
            @Wire(1) Integer number,
            @Wire(2) Integer priority,
            @Wire(3) List<String> devices) {}

    /** An attribute that we do not know, kept as it came. */
    record Other(int type, Bytes content) {}
}
