package org.firewright.agent.nftables.model;

import java.util.List;
import org.firewright.agent.netlink.Bytes;

/**
 * One expression of a rule as the kernel runs it. Steps pass values on in registers: 1 to 4 are 16 bytes each, 8 to 23
 * are the same memory four bytes each, 0 is the verdict. A step with a target loads, one with a source stores or acts.
 * Names and numbers are those of linux/netfilter/nf_tables.h.
 */
public sealed interface Step {
    /** Bytes of the packet, read or written (NFTA_PAYLOAD_*). */
    @Named("payload")
    @KernelOrder({1, 5, 2, 3, 4, 6, 7, 8})
    record Payload(
            @Wire(1) Integer target,
            @Wire(5) Integer source,
            @Wire(2) Integer base,
            @Wire(3) Integer offset,
            @Wire(4) Integer length,
            @Wire(6) Integer checksumType,
            @Wire(7) Integer checksumOffset,
            @Wire(8) Integer checksumFlags)
            implements Step {}

    /** What the kernel knows of the packet, read or written (NFTA_META_*). */
    @Named("meta")
    record Meta(
            @Wire(2) Integer key,
            @Wire(1) Integer target,
            @Wire(3) Integer source) implements Step {}

    /** The connection that the packet belongs to, read or written (NFTA_CT_*). */
    @Named("ct")
    @KernelOrder({1, 4, 2, 3})
    record Connection(
            @Wire(2) Integer key,
            @Wire(1) Integer target,
            @Wire(value = 3, bytes = 1) Integer direction,
            @Wire(4) Integer source)
            implements Step {}

    /** Ends the rule unless the register compares so (NFTA_CMP_*, NFT_CMP_*). */
    @Named("cmp")
    record Compare(
            @Wire(1) Integer source,
            @Wire(2) Integer operation,
            @Wire(3) Data value) implements Step {}

    /** Ends the rule unless the register lies between both, included, or does not (NFTA_RANGE_*). */
    @Named("range")
    record Range(
            @Wire(1) Integer source,
            @Wire(2) Integer operation,
            @Wire(3) Data from,
            @Wire(4) Data to) implements Step {}

    /** Masks, flips or shifts bits (NFTA_BITWISE_*). */
    @Named("bitwise")
    @KernelOrder({1, 8, 2, 3, 6, 4, 5, 7})
    record Bitwise(
            @Wire(1) Integer source,
            @Wire(8) Integer secondSource,
            @Wire(2) Integer target,
            @Wire(6) Integer operation,
            @Wire(3) Integer length,
            @Wire(4) Data mask,
            @Wire(5) Data flip,
            @Wire(7) Data shift)
            implements Step {}

    /** Turns bytes between the host's and the network's order (NFTA_BYTEORDER_*). */
    @Named("byteorder")
    record ByteOrder(
            @Wire(1) Integer source,
            @Wire(2) Integer target,
            @Wire(3) Integer operation,
            @Wire(4) Integer length,
            @Wire(5) Integer size)
            implements Step {}

    /** Looks a register up in a set, or in a map with a target (NFTA_LOOKUP_*). */
    @Named("lookup")
    @KernelOrder({1, 2, 3, 4, 5})
    record Lookup(
            @Wire(2) Integer source,
            @Wire(3) Integer target,
            @Wire(1) String set,
            @Wire(4) Integer setId,
            @Wire(5) Integer flags)
            implements Step {}

    /** Puts a value in a register, or decides where the register is 0 (NFTA_IMMEDIATE_*). */
    @Named("immediate")
    record Immediate(@Wire(1) Integer target, @Wire(2) Data data) implements Step {}

    /** Counts (NFTA_COUNTER_*). */
    @Named("counter")
    record Counter(@Wire(1) Long bytes, @Wire(2) Long packets) implements Step {}

    /** Lets so many packets or bytes a time pass (NFTA_LIMIT_*). */
    @Named("limit")
    record Limit(
            @Wire(1) Long rate,
            @Wire(2) Long unit,
            @Wire(3) Integer burst,
            @Wire(4) Integer type,
            @Wire(5) Integer flags)
            implements Step {}

    /** Lets so many bytes pass (NFTA_QUOTA_*). */
    @Named("quota")
    @KernelOrder({1, 4, 2})
    record Quota(
            @Wire(1) Long bytes,
            @Wire(4) Long consumed,
            @Wire(2) Integer flags) implements Step {}

    /** Compares how many connections there are (NFTA_CONNLIMIT_*). */
    @Named("connlimit")
    record ConnectionLimit(@Wire(1) Integer count, @Wire(2) Integer flags) implements Step {}

    /** Logs (NFTA_LOG_*). */
    @Named("log")
    @KernelOrder({2, 5, 6, 1, 3, 4})
    record Log(
            @Wire(2) String prefix,
            @Wire(value = 1, bytes = 2) Integer group,
            @Wire(3) Integer snapLength,
            @Wire(value = 4, bytes = 2) Integer threshold,
            @Wire(5) Integer level,
            @Wire(6) Integer flags)
            implements Step {}

    /** Refuses with an answer (NFTA_REJECT_*). */
    @Named("reject")
    record Reject(
            @Wire(1) Integer type,
            @Wire(value = 2, bytes = 1) Integer code) implements Step {}

    /** Translates addresses and ports (NFTA_NAT_*). */
    @Named("nat")
    record Nat(
            @Wire(1) Integer type,
            @Wire(2) Integer family,
            @Wire(3) Integer addressFrom,
            @Wire(4) Integer addressTo,
            @Wire(5) Integer portFrom,
            @Wire(6) Integer portTo,
            @Wire(7) Integer flags)
            implements Step {}

    /** Translates to the interface's own address (NFTA_MASQ_*). */
    @Named("masq")
    record Masquerade(
            @Wire(1) Integer flags,
            @Wire(2) Integer portFrom,
            @Wire(3) Integer portTo) implements Step {}

    /** Translates to this host (NFTA_REDIR_*). */
    @Named("redir")
    record Redirect(
            @Wire(1) Integer portFrom,
            @Wire(2) Integer portTo,
            @Wire(3) Integer flags) implements Step {}

    /** Hands to a local socket (NFTA_TPROXY_*). */
    @Named("tproxy")
    record Tproxy(
            @Wire(1) Integer family,
            @Wire(2) Integer address,
            @Wire(3) Integer port) implements Step {}

    /** Hands to a program (NFTA_QUEUE_*). */
    @Named("queue")
    @KernelOrder({1, 2, 4, 3})
    record Queue(
            @Wire(value = 1, bytes = 2) Integer number,
            @Wire(value = 2, bytes = 2) Integer total,
            @Wire(value = 3, bytes = 2) Integer flags,
            @Wire(4) Integer source)
            implements Step {}

    /** Sends a copy (NFTA_DUP_*). */
    @Named("dup")
    record Duplicate(@Wire(1) Integer address, @Wire(2) Integer device) implements Step {}

    /** Sends out of another interface (NFTA_FWD_*). */
    @Named("fwd")
    @KernelOrder({1, 2, 3})
    record Forward(
            @Wire(1) Integer device,
            @Wire(2) Integer address,
            @Wire(3) Integer family) implements Step {}

    /** Leaves the packet without a connection. */
    @Named("notrack")
    record NoTrack() implements Step {}

    /** An option or extension header, read, written or removed (NFTA_EXTHDR_*). */
    @Named("exthdr")
    @KernelOrder({1, 7, 2, 3, 4, 5, 6})
    record Extension(
            @Wire(1) Integer target,
            @Wire(7) Integer source,
            @Wire(value = 2, bytes = 1) Integer type,
            @Wire(3) Integer offset,
            @Wire(4) Integer length,
            @Wire(6) Integer operation,
            @Wire(5) Integer flags)
            implements Step {}

    /** Asks the routing table (NFTA_FIB_*). */
    @Named("fib")
    @KernelOrder({1, 2, 3})
    record Fib(
            @Wire(3) Integer flags,
            @Wire(2) Integer result,
            @Wire(1) Integer target) implements Step {}

    /** The packet's route (NFTA_RT_*). */
    @Named("rt")
    record Route(@Wire(2) Integer key, @Wire(1) Integer target) implements Step {}

    /** The packet's socket (NFTA_SOCKET_*). */
    @Named("socket")
    @KernelOrder({1, 2, 3})
    record Socket(
            @Wire(1) Integer key,
            @Wire(2) Integer target,
            @Wire(3) Integer level) implements Step {}

    /** The sender's operating system (NFTA_OSF_*). */
    @Named("osf")
    @KernelOrder({2, 3, 1})
    record Osf(
            @Wire(1) Integer target,
            @Wire(value = 2, bytes = 1) Integer ttl,
            @Wire(3) Integer flags) implements Step {}

    /** Hashes a register, or the packet's flow (NFTA_HASH_*). */
    @Named("hash")
    record Hash(
            @Wire(1) Integer source,
            @Wire(2) Integer target,
            @Wire(3) Integer length,
            @Wire(4) Integer modulus,
            @Wire(5) Integer seed,
            @Wire(6) Integer offset,
            @Wire(7) Integer type)
            implements Step {}

    /** Counts up or throws dice (NFTA_NG_*). */
    @Named("numgen")
    record Generator(
            @Wire(1) Integer target,
            @Wire(2) Integer modulus,
            @Wire(3) Integer type,
            @Wire(4) Integer offset) implements Step {}

    /** The IPsec that the packet comes from or goes to (NFTA_XFRM_*). */
    @Named("xfrm")
    @KernelOrder({1, 2, 3, 4})
    record Ipsec(
            @Wire(2) Integer key,
            @Wire(value = 3, bytes = 1) Integer direction,
            @Wire(4) Integer policy,
            @Wire(1) Integer target)
            implements Step {}

    /** The tunnel that the packet came through (NFTA_TUNNEL_*). */
    @Named("tunnel")
    record Tunnel(
            @Wire(1) Integer key,
            @Wire(2) Integer target,
            @Wire(3) Integer mode) implements Step {}

    /** Answers connections in the server's place (NFTA_SYNPROXY_*). */
    @Named("synproxy")
    record Synproxy(
            @Wire(value = 1, bytes = 2) Integer segmentSize,
            @Wire(value = 2, bytes = 1) Integer windowScale,
            @Wire(3) Integer flags)
            implements Step {}

    /** Uses an object, named or looked up (NFTA_OBJREF_*). */
    @Named("objref")
    @KernelOrder({2, 1, 3, 4, 5})
    record ObjectUse(
            @Wire(1) Integer type,
            @Wire(2) String name,
            @Wire(3) Integer source,
            @Wire(4) String set,
            @Wire(5) Integer setId)
            implements Step {}

    /** Adds to, updates or deletes from a set (NFTA_DYNSET_*). */
    @Named("dynset")
    @KernelOrder({4, 5, 3, 1, 2, 6, 7, 10, 9})
    record SetUpdate(
            @Wire(4) Integer key,
            @Wire(5) Integer data,
            @Wire(3) Integer operation,
            @Wire(6) Long timeout,
            @Wire(1) String set,
            @Wire(2) Integer setId,
            @Wire(7) Step expression,
            @Wire(10) List<Step> expressions,
            @Wire(9) Integer flags)
            implements Step {}

    /** When the rule was last met (NFTA_LAST_*). */
    @Named("last")
    record Last(@Wire(1) Integer set, @Wire(2) Long milliseconds) implements Step {}

    /** Takes a connection over to a flow table (NFTA_FLOW_*). */
    @Named("flow_offload")
    record Offload(@Wire(1) String table) implements Step {}

    /** A match of x_tables (NFTA_MATCH_*). */
    @Named("match")
    record Match(
            @Wire(1) String extension,
            @Wire(2) Integer revision,
            @Wire(3) Bytes info) implements Step {}

    /** A target of x_tables (NFTA_TARGET_*). */
    @Named("target")
    record Target(
            @Wire(1) String extension,
            @Wire(2) Integer revision,
            @Wire(3) Bytes info) implements Step {}

    /** Looks into what a tunnel carries (NFTA_INNER_*). */
    @Named("inner")
    record Inner(
            @Wire(1) Integer number,
            @Wire(2) Integer type,
            @Wire(3) Integer flags,
            @Wire(4) Integer headerSize,
            @Wire(5) Step expression)
            implements Step {}

    /**
     * One that we do not know, or know but with attributes that we do not know, kept as it came.
     *
     * @param content what NFTA_EXPR_DATA holds, null where there is no such attribute
     * @param others attributes beside these two
     */
    record Unknown(String name, Bytes content, List<Item.Other> others) implements Step {}
}
