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
        L4PROTO(1);

        private final int length;

        Key(int length) {
            this.length = length;
        }
    }
}
