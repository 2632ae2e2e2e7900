package org.firewright.agent.api;

/** Where nftables gets a value from. */
public sealed interface Load {
    /** How many bytes are loaded. */
    int length();

    /**
     * Bytes of the packet, in network order.
     *
     * @param base the header that the offset counts from
     * @param offset bytes from the header's start
     * @param length bytes, 1 to 16
     */
    record Payload(Base base, int offset, int length) implements Load {}

    /** What the kernel knows of the packet beside its bytes. */
    record Meta(Key key) implements Load {
        @Override
        public int length() {
            return key.length;
        }
    }

    /** The state of the packet's connection, 32 bits of which one is set: 1 << IP_CT_* as nftables counts them. */
    record ConnectionState() implements Load {
        @Override
        public int length() {
            return Integer.BYTES;
        }
    }

    /** Headers, numbered from 0 as NFT_PAYLOAD_*_HEADER in linux/netfilter/nf_tables.h. */
    enum Base {
        LINK,
        NETWORK,
        TRANSPORT
    }

    /** Keys of the meta expression. */
    enum Key {
        /** NFT_META_NFPROTO: one byte, 2 is IPv4, 10 is IPv6. */
        NFPROTO(1),
        /** NFT_META_L4PROTO: one byte, the transport protocol behind extension headers. */
        L4PROTO(1),
        /** NFT_META_IIFNAME: the name of the interface that a packet came in by, 16 bytes, zeros behind it. */
        IIFNAME(16),
        /** NFT_META_OIFNAME: the name of the interface that a packet leaves by, likewise. */
        OIFNAME(16);

        private final int length;

        Key(int length) {
            this.length = length;
        }
    }
}
